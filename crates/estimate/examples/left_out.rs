//! What each list does to the estimate: `cargo run --release -p estimate --example left_out -- TABLE.csv…`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod table;

use estimate::{Choice, Method, Question, assess};
use table::{cpu, read};

fn main() {
    for file in std::env::args().skip(1) {
        let table = read(&file);
        let before = cpu();
        let question = Question { sensitivity: false, ..Question::new(Choice::One(Method::Lcmcr), 1) };
        let of = assess(&table, &question, &mut |_, _| {}).unwrap();
        println!("{file} {:.1} s, withheld {:?}", cpu() - before, of.withheld().map(|gate| gate.code));
        let say = |name: &str, s: Option<estimate::Summary>| match s {
            Some(s) => println!("  {name:<12} {:.0} [{:.0}; {:.0}]", s.median, s.lower95, s.upper95),
            None => println!("  {name:<12} -"),
        };
        say("all", of.answer().and_then(|answer| answer.figures()));
        for other in &of.left_out {
            say(&other.what, other.summary);
        }
    }
}
