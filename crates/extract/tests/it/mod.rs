//! Reading reports: tables of sentences and what is drafted from them, and laws that hold for any text. Linked with the tests of
//! the room `intake`.

mod data;
mod detained;
mod english;
mod english_clauses;
mod kazakh;
mod kazakh_clauses;
mod law;
mod lists;
mod mutate;
mod ordinary;
mod russian;
mod russian_clauses;
mod score;
mod second;
mod slots;
mod spelled;
mod triage;
mod weigh;
mod where_when;
