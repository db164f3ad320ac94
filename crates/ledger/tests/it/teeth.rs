//! Teeth: for every fsync of the room, the rig of power cuts must fail when that one fsync does nothing. A sync that
//! nobody misses is one that nobody tests.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ledger::storage::Promise;

use crate::power_cut::Cuts;

/// Runs the fixed day with the syncs of one promise ignored; returns what was lost.
fn lost_without(promise: Promise) -> String {
    let cuts = Cuts::new(Some(promise));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        // Only a rotation makes this one.
        if promise == Promise::NextKeyNames {
            cuts.rotating_day();
        } else {
            cuts.fixed_day_from_the_first_robbery();
        }
    }));
    let Err(panic) = outcome else {
        panic!("nothing was lost without {promise:?}: the sync is not needed, or not tested");
    };
    let said = panic.downcast_ref::<String>().cloned().unwrap_or_default();
    println!("without {promise:?}: {said}");
    said
}

/// One test for each promise, named after what goes wrong without it.
macro_rules! teeth {
    ($($name:ident: $promise:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                lost_without(Promise::$promise);
            }
        )*

        /// The promises that have a test above.
        const TESTED: &[Promise] = &[$(Promise::$promise),*];
    };
}

teeth! {
    without_frames_an_acknowledged_save_is_lost: Frames,
    without_full_segment_a_save_before_the_last_segment_is_lost: FullSegment,
    without_keys_before_frames_an_entry_has_no_key: KeysBeforeFrames,
    without_segment_head_a_segment_cannot_be_read: SegmentHead,
    without_segment_name_a_segment_is_lost: SegmentName,
    without_replacement_a_small_file_is_empty: Replacement,
    without_replaced_an_old_file_comes_back: Replaced,
    without_old_aside_an_erased_key_stays_in_free_blocks: OldAside,
    without_new_in_place_the_new_file_is_lost: NewInPlace,
    without_old_overwritten_an_erased_key_comes_back: OldOverwritten,
    without_next_key_names_a_file_stays_behind_under_the_old_key: NextKeyNames,
    without_completed_in_place_recovery_loses_the_file: CompletedInPlace,
    without_tree_before_checkpoint_a_checkpoint_counts_on_records_that_are_gone: TreeBeforeCheckpoint,
    without_keys_found_an_entry_has_no_key_after_recovery: KeysFound,
    without_entries_found_a_checkpoint_runs_ahead: EntriesFound,
    without_names_found_a_segment_that_was_read_is_lost: NamesFound,
    without_directories_a_founded_casebook_is_empty: Directories,
    without_home_a_founded_casebook_is_gone: Home,
}

#[test]
fn every_promise_is_made_in_one_place_and_has_a_test() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut made = Vec::new();
    for file in std::fs::read_dir(source).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let calls = line.matches(".sync_all(").count() + line.matches(".sync_data(").count();
            assert!(calls == 0 || path.ends_with("disk.rs"), "a sync without a promise: {line}");
            for after in line.split("Promise::").skip(1) {
                made.push(after.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
            }
        }
    }
    made.sort();
    let mut tested: Vec<String> = TESTED.iter().map(|promise| format!("{promise:?}")).collect();
    tested.sort();
    assert_eq!(made, tested, "promises made in the source, and promises with a test");
}
