//! What goes in comes out, under its names, for the right key only.

use super::desk::{bundle, contents, identity, make, scratch, some_files};
use bundle::{BundleError, Draft, Identity, Recipient};

#[test]
fn what_goes_in_comes_out() {
    for bytes in [0, 1, 65_000, 65_535, 65_536, 65_537, 400_000] {
        let dir = scratch();
        let files = some_files(bytes);
        let path = bundle(dir.path(), &files);
        assert!(contents(&path, &identity(7)).unwrap() == files, "{bytes}");
        assert!(std::fs::read(&path).unwrap().starts_with(b"habeas backup 1\n"));
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn it_opens_for_each_recipient_and_for_nobody_else() {
    let dir = scratch();
    let path = dir.path().join("day.habeas");
    let files = some_files(10);
    make(&path, &files, &[identity(1).recipient(), identity(2).recipient()]).unwrap();
    for n in [1, 2] {
        assert_eq!(contents(&path, &identity(n)).unwrap(), files);
    }
    let refused = contents(&path, &identity(3)).unwrap_err();
    assert!(matches!(refused, BundleError::WrongKey), "{refused}");
}

#[test]
fn an_existing_file_is_left_alone_unless_it_is_to_be_replaced() {
    let dir = scratch();
    let path = bundle(dir.path(), &some_files(5));
    let before = std::fs::read(&path).unwrap();
    let again = make(&path, &some_files(6), &[identity(7).recipient()]).unwrap_err();
    assert!(matches!(again, BundleError::AlreadyThere(_)), "{again}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let draft = Draft::begin(&path, true, &[identity(7).recipient()], &mut super::desk::random(9)).unwrap();
    draft.seal().unwrap().protect(&mut |_, _| true).unwrap().keep().unwrap();
    assert_eq!(contents(&path, &identity(7)).unwrap(), vec![]);
    // A file that appeared while the backup was made.
    let late = dir.path().join("late");
    let draft = Draft::begin(&late, false, &[identity(7).recipient()], &mut super::desk::random(9)).unwrap();
    std::fs::write(&late, "somebody else's").unwrap();
    let kept = draft.seal().unwrap().protect(&mut |_, _| true).unwrap().keep();
    assert!(matches!(kept, Err(BundleError::AlreadyThere(_))));
    assert_eq!(std::fs::read(&late).unwrap(), b"somebody else's");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let dir = scratch();
    let path = dir.path().join("day.habeas");
    let mut draft =
        Draft::begin(&path, false, &[identity(7).recipient()], &mut super::desk::random(9)).unwrap();
    for name in [
        "/etc/passwd",
        "../x",
        "a/../b",
        ".hidden",
        "a//b",
        "",
        "a b",
        "-x",
        "манифест",
        "manifest-sha256.txt",
    ] {
        assert!(matches!(draft.add(name, 0, &mut [].as_slice()), Err(BundleError::BadName(_))), "{name}");
    }
    draft.add("a/b", 0, &mut [].as_slice()).unwrap();
    assert!(matches!(draft.add("a/b", 0, &mut [].as_slice()), Err(BundleError::BadName(_))));
}

#[test]
fn keys_are_written_as_age_writes_them() {
    // The pair of the age specification's test vectors.
    let secret = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    let found = Identity::find(secret, "here").unwrap();
    assert_eq!(&*found.secret(), secret);
    let public = found.recipient().to_string();
    assert_eq!(Recipient::parse(&public).unwrap(), found.recipient());
    assert_eq!(public, "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
    // As somebody types it from paper, below remarks.
    let typed = format!(
        "# keep this on paper\n\n  {} {}\n",
        &secret[..20].to_lowercase(),
        &secret[20..].to_lowercase()
    );
    assert_eq!(*Identity::find(&typed, "here").unwrap().secret(), secret);
    // One wrong letter is noticed.
    for (at, letter) in [(20, "Z"), (40, "A"), (73, "X")] {
        let mut wrong = secret.to_owned();
        if &wrong[at..=at] == letter {
            continue;
        }
        wrong.replace_range(at..=at, letter);
        let refused = Identity::find(&wrong, "sheet.txt").map(|_| ()).unwrap_err();
        assert!(refused.to_string().contains("sheet.txt"), "{refused}");
    }
    for wrong in
        ["", "age1", "AGE-SECRET-KEY-1", &public.replace("age1", "age2"), &public.to_uppercase()[..50]]
    {
        assert!(Recipient::parse(wrong).is_err(), "{wrong}");
    }
}
