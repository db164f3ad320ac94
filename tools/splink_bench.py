"""Links one list with Splink, for `cargo xtask bench linkage` to measure from outside.

    python3 splink_bench.py DATASET FILE.csv EDGES.csv CLUSTERS.csv SEED

DATASET names the settings: where Splink has a demo for the data (fake_1000, febrl3, febrl4, historical_50k) they are the
demo's; for rldata and the synthetic register they are our best effort from its comparison library. Every cell is read as
text. Edges: pairs at or above the demo's threshold. Clusters: Splink's own, at the same threshold.
"""

import sys

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def frequencies(comparison):
    return comparison.configure(term_frequency_adjustments=True)


def fake():
    return dict(
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            frequencies(cl.ExactMatch("city")),
            cl.EmailComparison("email"),
        ],
        blocking=[block_on("first_name"), block_on("surname"), block_on("dob"), block_on("email")],
        certain=[
            "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
            "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            block_on("email"),
        ],
        recall=0.7,
        pairs=1e6,
        training=[block_on("dob"), block_on("email"), block_on("first_name", "surname")],
        down_to=0.2,
        threshold=0.5,
    )


def febrl():
    return dict(
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            frequencies(cl.ExactMatch("street_number")),
            frequencies(cl.ExactMatch("postcode")),
        ],
        blocking=[block_on(c) for c in ["soc_sec_id", "given_name", "surname", "date_of_birth", "postcode"]],
        certain=[
            block_on("soc_sec_id"),
            block_on("given_name", "surname", "date_of_birth"),
            "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
        ],
        recall=0.9,
        pairs=1e6,
        training=[block_on("date_of_birth"), block_on("postcode")],
        frequencies_in_training=True,
        down_to=0.2,
        threshold=0.5,
    )


def febrl4():
    return dict(
        link_type="link_only",
        comparisons=[
            frequencies(cl.NameComparison("given_name")),
            frequencies(cl.NameComparison("surname")),
            cl.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
            ),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            frequencies(cl.ExactMatch("street_number")),
            frequencies(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2])),
        ],
        blocking=[
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        certain=[block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
        recall=0.8,
        pairs=1e6,
        training=[block_on("date_of_birth"), block_on("postcode")],
        down_to=0.2,
        threshold=0.99,
    )


def rldata():
    return dict(
        comparisons=[
            frequencies(cl.NameComparison("fname_c1")),
            frequencies(cl.NameComparison("lname_c1")),
            cl.DateOfBirthComparison("dob", input_is_string=True),
        ],
        blocking=[
            block_on("fname_c1", "lname_c1"),
            block_on("fname_c1", "by"),
            block_on("lname_c1", "by"),
            block_on("bm", "bd", "by"),
            block_on("fname_c1", "bm", "bd"),
            block_on("lname_c1", "bm", "bd"),
        ],
        certain=[
            block_on("fname_c1", "dob"),
            block_on("lname_c1", "dob"),
            "l.fname_c1 = r.fname_c1 and l.lname_c1 = r.lname_c1 and levenshtein(l.dob, r.dob) <= 1",
        ],
        recall=0.9,
        pairs=1e7,
        training=[block_on("dob"), block_on("fname_c1", "lname_c1")],
        down_to=0.2,
        threshold=0.5,
    )


def historical():
    return dict(
        more=", first_name || ' ' || surname as first_name_surname_concat",
        comparisons=[
            frequencies(
                cl.ForenameSurnameComparison(
                    "first_name", "surname", forename_surname_concat_col_name="first_name_surname_concat"
                )
            ),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            frequencies(cl.ExactMatch("birth_place")),
            frequencies(cl.ExactMatch("occupation")),
        ],
        blocking=[
            block_on("substr(first_name, 1, 3)", "substr(surname, 1, 4)"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"),
            block_on("dob", "birth_place"),
            block_on("substr(postcode_fake, 1, 3)", "dob"),
            block_on("substr(postcode_fake, 1, 3)", "first_name"),
            block_on("substr(postcode_fake, 1, 3)", "surname"),
            block_on("substr(first_name, 1, 2)", "substr(surname, 1, 2)", "substr(dob, 1, 4)"),
        ],
        certain=[
            block_on("first_name", "surname", "dob"),
            block_on("substr(first_name, 1, 2)", "surname", "substr(postcode_fake, 1, 2)"),
            block_on("dob", "postcode_fake"),
        ],
        recall=0.6,
        pairs=1e7,
        training=[block_on("first_name", "surname"), block_on("dob")],
        down_to=0.2,
        threshold=0.95,
    )


def synth():
    return dict(
        comparisons=[
            frequencies(cl.NameComparison("first_name")),
            frequencies(cl.NameComparison("surname")),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.DamerauLevenshteinAtThresholds("postcode", [1]),
            frequencies(cl.JaroWinklerAtThresholds("city", [0.9])),
            cl.DamerauLevenshteinAtThresholds("phone", [1]),
        ],
        blocking=[
            block_on("first_name", "surname", "city"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("phone"),
            block_on("postcode", "surname"),
            block_on("postcode", "dob"),
            block_on("postcode", "first_name", "substr(surname, 1, 2)"),
            block_on("substr(first_name, 1, 3)", "substr(surname, 1, 3)", "substr(dob, 1, 7)"),
        ],
        certain=[
            block_on("first_name", "surname", "dob"),
            block_on("phone", "surname"),
            block_on("surname", "dob", "postcode"),
        ],
        recall=0.7,
        pairs=1e7,
        training=[block_on("surname", "dob"), block_on("first_name", "postcode")],
        down_to=0.5,
        threshold=0.95,
    )


def plan_for(dataset):
    if dataset == "febrl4":
        return febrl4()
    for name, plan in [("fake", fake), ("febrl", febrl), ("rldata", rldata), ("historical", historical), ("synth", synth)]:
        if dataset.startswith(name):
            return plan()
    sys.exit(f"there are no settings for {dataset}")


def main(dataset, path, edges, clusters, seed):
    plan = plan_for(dataset)
    connection = duckdb.connect()
    connection.execute(
        f"create table people as select *{plan.get('more', '')} from read_csv('{path}', all_varchar=true, header=true)"
    )
    api = DuckDBAPI(connection)
    link_type = plan.get("link_type", "dedupe_only")
    if link_type == "link_only":
        tables = []
        for source in ["a", "b"]:
            connection.execute(f"create table rows_{source} as select * from people where source = '{source}'")
            tables.append(api.register(connection.table(f"rows_{source}"), dataset_display_name=f"list_{source}"))
    else:
        tables = api.register(connection.table("people"))
    linker = Linker(
        tables,
        SettingsCreator(
            link_type=link_type,
            comparisons=plan["comparisons"],
            blocking_rules_to_generate_predictions=plan["blocking"],
        ),
    )
    training = linker.training
    training.estimate_probability_two_random_records_match(plan["certain"], recall=plan["recall"])
    training.estimate_u_using_random_sampling(max_pairs=plan["pairs"], seed=int(seed))
    for rule in plan["training"]:
        training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=not plan.get("frequencies_in_training", False)
        )
    found = linker.inference.predict(threshold_match_probability=plan["down_to"])
    grouped = linker.clustering.cluster_pairwise_predictions_at_threshold(
        found, threshold_match_probability=plan["threshold"]
    )
    found.as_duckdbpyrelation().query(
        "found",
        f"select unique_id_l, unique_id_r from found where match_probability >= {plan['threshold']}",
    ).to_csv(edges, header=True)
    grouped.as_duckdbpyrelation().query("grouped", "select unique_id, cluster_id from grouped").to_csv(
        clusters, header=True
    )


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
