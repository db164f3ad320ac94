//! Uncertain times: instants, spans, zones and written dates (EDTF). Never guesses a date.
