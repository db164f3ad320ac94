//! Stepping in for somebody: a lawyer is assigned to a detention, a lawyer, an embassy or a ministry is called, and what
//! came of it is kept.

mod lawyer;
mod log;

pub use lawyer::{LAWYER_STATES, LawyerSet, assign_lawyer, lawyer_history, lawyers_on_duty, undo_lawyer};
pub use log::{
    CALLED, Intervened, InterventionNote, KINDS, RESPONSES, interventions_of, log_intervention, people_of,
    undo_intervention,
};
