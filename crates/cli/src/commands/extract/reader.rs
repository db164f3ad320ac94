//! Asking a second reader: an OpenAI-compatible server (llama.cpp, Ollama). Off unless it is named; on this machine unless
//! somebody says otherwise, since the report is handed to it. What it answers is read as if an enemy had written it.

use crate::fetching::OnThisMachine;
use desk::{Outcome, Stop};
use extract::second::{ANSWER, TASK, schema};
use serde_json::{Value, json};
use std::io::Read as _;
use std::time::Duration;
use ureq::Agent;
use ureq::unversioned::transport::DefaultConnector;

/// The most bytes of a report that are handed over.
const REPORT: usize = 60_000;

/// One server and model.
pub struct Reader {
    agent: Agent,
    address: String,
    model: String,
}

impl Reader {
    /// A server; `anywhere` lets it be on another machine.
    pub fn new(address: &str, model: &str, anywhere: bool, patience: Duration) -> Outcome<Self> {
        let url = url::Url::parse(address)
            .ok()
            .filter(|url| url.scheme() == "http" && url.host().is_some())
            .ok_or_else(|| {
                Stop::refused_in_english("reader", format!("{address} is no address of a server."))
                    .hint_in_english("Write http://127.0.0.1:8080.")
            })?;
        let port = url.port_or_known_default().unwrap_or(80);
        let host = format!("{}:{port}", url.host_str().unwrap_or_default());
        let guard = OnThisMachine { anywhere };
        if !anywhere && !OnThisMachine::holds(&host) {
            return Err(Stop::refused_in_english(
                "reader",
                format!("{host} is not on this machine; reports would leave it."),
            )
            .hint_in_english("If that is meant, add --reader-anywhere."));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(patience))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        let base = url.as_str().trim_end_matches('/').trim_end_matches("/v1");
        Ok(Self { agent, address: format!("{base}/v1/chat/completions"), model: model.to_owned() })
    }

    /// What it says of a report, or a sentence why it said nothing. A server that refuses a schema is asked once more
    /// for plain JSON, and once more for text.
    pub fn ask(&self, text: &str) -> Result<String, String> {
        let mut end = text.len().min(REPORT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or("");
        let formats = [
            json!({ "type": "json_schema", "json_schema": { "name": "facts", "strict": true, "schema": schema() } }),
            json!({ "type": "json_object" }),
            Value::Null,
        ];
        let mut why = String::new();
        for format in formats {
            let mut body = json!({
                "model": self.model, "temperature": 0, "seed": 1, "stream": false,
                "messages": [{ "role": "system", "content": TASK }, { "role": "user", "content": text }],
            });
            if !format.is_null()
                && let Some(body) = body.as_object_mut()
            {
                body.insert("response_format".to_owned(), format);
            }
            match self.once(&body.to_string())? {
                Ok(answer) => return Ok(answer),
                Err(refused) => why = refused,
            }
        }
        Err(why)
    }

    /// The inner error is a refusal of how it was asked.
    fn once(&self, body: &str) -> Result<Result<String, String>, String> {
        let request = self.agent.post(&self.address).header("content-type", "application/json");
        let mut response = request.send(body).map_err(|cause| match cause {
            ureq::Error::Timeout(_) => "it did not answer in time".to_owned(),
            ureq::Error::Io(io) => io.to_string(),
            _ => "it cannot be reached".to_owned(),
        })?;
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        let most = ANSWER as u64 * 2;
        let reader = response.body_mut().with_config().limit(most + 2).reader();
        let read = reader.take(most + 1).read_to_end(&mut bytes);
        match status {
            200 => {}
            400 | 404 | 415 | 422 | 500 | 501 => return Ok(Err(format!("it answered {status}"))),
            _ => return Err(format!("it answered {status}")),
        }
        read.map_err(|_| "it did not answer in time".to_owned())?;
        if bytes.len() as u64 > most {
            return Err("its answer is too long".to_owned());
        }
        let answer: Value =
            serde_json::from_slice(&bytes).map_err(|_| "its answer was not understood".to_owned())?;
        let content = answer.pointer("/choices/0/message/content").and_then(Value::as_str);
        content
            .map(|content| Ok(content.to_owned()))
            .ok_or_else(|| "its answer was not understood".to_owned())
    }
}
