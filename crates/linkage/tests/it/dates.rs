use linkage::values::date::{Date, read};

fn check(written: &str, expected: Option<(u16, u8, u8)>) {
    let expected = expected.map(|(year, month, day)| Date { year, month, day });
    assert_eq!(read(written), expected, "{written:?}");
}

#[test]
fn dates_are_read_whole_or_in_parts() {
    check("1991-02-03", Some((1991, 2, 3)));
    check("19910203", Some((1991, 2, 3)));
    check("3.2.1991", Some((1991, 2, 3)));
    check("02/13/1991", Some((1991, 2, 13)));
    check("1991-02-03T10:15:00", Some((1991, 2, 3)));
    check("1991-02-03 10:15", Some((1991, 2, 3)));
    check("1991", Some((1991, 0, 0)));
    check("1991-02", Some((1991, 2, 0)));
    check("١٩٩١-٠٢-٠٣", Some((1991, 2, 3)));
    check("1994-11-71", Some((1994, 11, 71)));
    check("unknown", None);
    check("", None);
    check("3 Feb 1991", None);
    check("99999999999", None);
}
