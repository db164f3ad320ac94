//! The shape in which drafts leave: one JSON object a text, keys in a fixed order, what is unknown left out. Evidence is
//! given by code points and by bytes, and checked against the text once more before it is written.

use crate::fact::{Count, Day, Detention, Fact, Kind, Said};
use crate::lang::Lang;
use crate::span::{CodePoints, Span};
use serde_json::{Map, Value, json};

/// One text and its drafts.
pub fn document(doc_id: &str, lang: Lang, published: &str, text: &str, facts: &[Fact]) -> Value {
    let points = CodePoints::of(text);
    let writer = Writer { text, points: &points };
    let facts: Vec<Value> = facts
        .iter()
        .enumerate()
        .map(|(at, fact)| writer.fact(&format!("{doc_id}.f{}", at + 1), fact))
        .collect();
    json!({
        "doc_id": doc_id,
        "lang": lang.tag(),
        "published": published,
        "n_chars": points.all(),
        "facts": facts,
    })
}

/// A day as ISO 8601 writes it.
pub fn iso(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

struct Writer<'a> {
    text: &'a str,
    points: &'a CodePoints<'a>,
}

type Object = Map<String, Value>;

impl Writer<'_> {
    fn spans(&self, spans: &[Span]) -> Value {
        let one = |span: &Span| {
            json!({
                "quote": span.quote(self.text),
                "start": self.points.before(span.start),
                "end": self.points.before(span.end),
                "b0": span.start,
                "b1": span.end,
            })
        };
        Value::Array(spans.iter().filter(|span| span.is_of(self.text)).map(one).collect())
    }

    fn put_spans(&self, object: &mut Object, key: &str, spans: &[Span]) {
        if spans.iter().any(|span| span.is_of(self.text)) {
            object.insert(key.to_owned(), self.spans(spans));
        }
    }

    fn put_said(&self, object: &mut Object, key: &str, quotes: &str, said: Option<&Said<String>>) {
        let Some(said) = said else { return };
        object.insert(key.to_owned(), Value::from(said.value.as_str()));
        self.put_spans(object, quotes, &said.quotes);
    }

    fn fact(&self, id: &str, fact: &Fact) -> Value {
        let mut object = Object::new();
        object.insert("id".to_owned(), Value::from(id));
        let kind = match &fact.kind {
            Kind::Detention(_) => "detention",
            Kind::Count(_) => "count",
            Kind::Harm(_) => "harm",
            Kind::Property(_) => "property",
            Kind::Intervention(_) => "intervention",
            Kind::Statement(_) => "statement",
        };
        object.insert("type".to_owned(), Value::from(kind));
        match &fact.kind {
            Kind::Detention(detention) => self.detention(&mut object, detention),
            Kind::Count(count) => self.count(&mut object, count),
            Kind::Harm(harm) => {
                object.insert("victim".to_owned(), Value::from(harm.victim.as_str()));
                object.insert("kind".to_owned(), Value::from(harm.kind.as_str()));
                self.put_spans(&mut object, "harm_q", &harm.quotes);
                put_true(&mut object, "group", harm.group);
            }
            Kind::Property(property) => {
                object.insert("victim".to_owned(), Value::from(property.victim.as_str()));
                object.insert("item".to_owned(), Value::from(property.item.value.as_str()));
                object.insert("action".to_owned(), Value::from(property.action));
                self.put_spans(&mut object, "item_q", &property.item.quotes);
                if let Some(by) = &property.by {
                    object.insert("by".to_owned(), Value::from(by.as_str()));
                }
                put_true(&mut object, "returned", !property.returned.is_empty());
                self.put_spans(&mut object, "extra_q", &property.returned);
            }
            Kind::Intervention(intervention) => {
                self.put_said(&mut object, "by", "by_q", Some(&intervention.by));
                object.insert("effect".to_owned(), Value::from(intervention.effect.as_str()));
            }
            Kind::Statement(statement) => {
                self.put_said(&mut object, "speaker", "speaker_q", Some(&statement.speaker));
                self.put_spans(&mut object, "quote_q", &statement.quotes);
            }
        }
        object.insert("ev".to_owned(), self.spans(&[fact.evidence]));
        object.insert("rule".to_owned(), Value::from(fact.rule.as_str()));
        object.insert("confidence".to_owned(), json!(f64::from(fact.confidence) / 100.0));
        put_true(&mut object, "second_reader", fact.rule == crate::second::RULE);
        Value::Object(object)
    }

    fn detention(&self, object: &mut Object, detention: &Detention) {
        object.insert("name".to_owned(), Value::from(detention.name.as_str()));
        object.insert("named".to_owned(), Value::from(detention.named));
        self.put_spans(object, "name_surface", &detention.name_surface);
        self.put_spans(object, "name_mentions", &detention.name_mentions);
        let roles: Vec<&str> = detention.roles.iter().map(|role| role.value.as_str()).collect();
        object.insert("roles".to_owned(), json!(roles));
        let role_quotes: Vec<Span> =
            detention.roles.iter().flat_map(|role| role.quotes.iter().copied()).collect();
        self.put_spans(object, "role_q", &role_quotes);
        self.put_said(object, "org", "org_q", detention.org.as_ref());
        self.put_said(object, "by", "by_q", detention.by.as_ref());
        self.put_said(object, "place", "place_q", detention.place.as_ref());
        if let Some(day) = detention.date {
            object.insert("date".to_owned(), Value::from(iso(day)));
        }
        if let Some(rule) = detention.date_rule {
            object.insert("date_rule".to_owned(), Value::from(rule));
        }
        self.put_spans(object, "when_q", &detention.when);
        object.insert("outcome".to_owned(), Value::from(detention.outcome.word()));
        self.put_spans(object, "outcome_q", &detention.outcome_quotes);
        self.put_spans(object, "dur_q", &detention.duration);
        self.put_spans(object, "extra_q", &detention.extra);
        put_true(object, "group", detention.group);
        if let Some(size) = detention.size {
            object.insert("size".to_owned(), Value::from(size));
        }
        self.put_said(object, "source", "src_q", detention.source.as_ref());
        if let Some(year) = detention.birth_year {
            object.insert("birth_year".to_owned(), Value::from(year));
        }
        if detention.unconfirmed {
            object.insert("confirmed".to_owned(), Value::from(false));
        }
        put_true(object, "background", detention.background);
    }

    fn count(&self, object: &mut Object, count: &Count) {
        object.insert("of".to_owned(), Value::from(count.of.as_str()));
        if let Some(min) = count.min {
            object.insert("min".to_owned(), Value::from(min));
        }
        if let Some(max) = count.max {
            object.insert("max".to_owned(), Value::from(max));
        }
        object.insert("approx".to_owned(), Value::from(count.approx));
        self.put_spans(object, "value_q", &count.value);
        self.put_said(object, "source", "src_q", count.source.as_ref());
        if let Some((first, last)) = count.date {
            let date = match last {
                Some(last) => format!("{}/{}", iso(first), iso(last)),
                None => iso(first),
            };
            object.insert("date".to_owned(), Value::from(date));
        }
        if let Some(place) = &count.place {
            object.insert("place".to_owned(), Value::from(place.as_str()));
        }
        self.put_spans(object, "dur_q", &count.duration);
    }
}

fn put_true(object: &mut Object, key: &str, is: bool) {
    if is {
        object.insert(key.to_owned(), Value::from(true));
    }
}
