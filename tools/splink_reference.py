"""What Splink itself says, for habeas to be held against.

    python3 splink_reference.py train ROWS.csv OUTDIR     add columns, train a model, score: rows.csv, model.json, pairs.csv
    python3 splink_reference.py score ROWS.csv SETTINGS.json PAIRS.csv     score with settings that somebody else made

    python3 splink_reference.py functions OUT.csv         DuckDB's distances and dates of random texts

Needs splink==5.* and duckdb from PyPI. ROWS.csv is a synthetic register (testkit's `lists` example); every cell is read
as text. The model has every shape of condition that Splink's comparison library makes.
"""

import json
import random
import sys
from pathlib import Path

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.blocking_rule_library import CustomRule


def read(path, connection):
    connection.execute(
        f"create or replace table raw as select * from read_csv('{path}', all_varchar=true, header=true)"
    )
    columns = [row[0] for row in connection.execute("describe raw").fetchall()]
    parts = []
    for column in columns:
        if column == "tokens":
            parts.append("string_split(trim(tokens, '[]'), ', ') as tokens")
        elif column == "age":
            parts.append("cast(age as double) as age")
        else:
            parts.append(f'"{column}"')
    connection.execute(f"create or replace table people as select {', '.join(parts)} from raw")
    return connection.table("people")


def with_more_columns(path, out, connection):
    """E-mail, UK-like postcode, tokens and age, made from what is there, so that their comparisons have something to do."""
    connection.execute(
        f"""copy (
        select unique_id, cluster, first_name, surname, dob, sex, city, postcode, phone,
          case when length(phone) > 2 then lower(coalesce(first_name, 'x')) || '.' || lower(coalesce(surname, 'y'))
            || '@' || case when phone < '75' then 'post.example' else 'mail.example' end end as email,
          case when postcode is not null
            then chr(65 + cast(postcode[1] as int)) || chr(65 + cast(postcode[2] as int)) || postcode[3] || ' '
              || postcode[4] || chr(65 + cast(postcode[5] as int)) || 'X' end as uk_postcode,
          case when dob is not null then 2031 - cast(dob[1:4] as int) end as age,
          '[' || nullif(concat_ws(', ', first_name, surname), '') || ']' as tokens
        from read_csv('{path}', all_varchar=true, header=true, nullstr='') order by unique_id
        ) to '{out}' (header, delimiter ',')"""
    )


def settings():
    custom = [
        {
            "sql_condition": '"age_l" IS NULL OR "age_r" IS NULL',
            "label_for_charts": "age is missing",
            "is_null_level": True,
        },
        {"sql_condition": 'ABS("age_l" - "age_r") <= 0', "label_for_charts": "the same age"},
        {"sql_condition": 'ABS("age_l" - "age_r") <= 3', "label_for_charts": "within three years"},
        {"sql_condition": "ELSE", "label_for_charts": "another age"},
    ]
    tokens = [
        {
            "sql_condition": '"tokens_l" IS NULL OR "tokens_r" IS NULL',
            "label_for_charts": "no tokens",
            "is_null_level": True,
        },
        {
            "sql_condition": 'array_length(list_intersect("tokens_l", "tokens_r")) >= 2',
            "label_for_charts": "two tokens",
        },
        {
            "sql_condition": 'array_length(list_intersect("tokens_l", "tokens_r")) >= 1',
            "label_for_charts": "one token",
        },
        {"sql_condition": "ELSE", "label_for_charts": "no token"},
    ]
    fuzzy = [
        cll.NullLevel("city"),
        cll.ExactMatchLevel("city").configure(
            tf_adjustment_column="city", tf_adjustment_weight=0.75, tf_minimum_u_value=0.002
        ),
        {
            "sql_condition": 'jaro_winkler_similarity("city_l", "city_r") >= 0.9',
            "label_for_charts": "city is like",
            "tf_adjustment_column": "city",
            "tf_adjustment_weight": 0.5,
        },
        cll.LevenshteinLevel("city", 4),
        cll.ElseLevel(),
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("first_name", "surname"),
            block_on("dob"),
            block_on("substr(surname, 1, 4)", "substr(first_name, 1, 2)"),
            CustomRule("l.first_name = r.surname and l.surname = r.first_name"),
            block_on("phone"),
            block_on("postcode", "sex"),
            block_on("email"),
            block_on("tokens", arrays_to_explode=["tokens"]),
        ],
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("dob", input_is_string=True, invalid_dates_as_null=True),
            cl.ExactMatch("sex"),
            cl.CustomComparison(output_column_name="city", comparison_levels=fuzzy),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.LevenshteinAtThresholds("phone", [1, 2]),
            cl.EmailComparison("email").configure(term_frequency_adjustments=True),
            cl.PostcodeComparison("uk_postcode"),
            cl.CustomComparison(output_column_name="age", comparison_levels=custom),
            cl.CustomComparison(output_column_name="tokens", comparison_levels=tokens),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def score(linker, path):
    found = linker.inference.predict(threshold_match_weight=None)
    found.as_duckdbpyrelation().query(
        "found",
        "select unique_id_l, unique_id_r, match_weight from found order by unique_id_l, unique_id_r",
    ).to_csv(str(path), header=True)


def train(rows, out):
    out.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    with_more_columns(rows, out / "rows.csv", connection)
    people = read(out / "rows.csv", connection)
    api = DuckDBAPI(connection)
    linker = Linker(api.register(people), settings())
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "dob"), block_on("phone", "surname")], recall=0.7
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname"))
    training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))
    linker.misc.save_model_to_json(str(out / "model.json"), overwrite=True)
    score(linker, out / "pairs.csv")


def score_with(rows, model, out):
    connection = duckdb.connect()
    people = read(rows, connection)
    api = DuckDBAPI(connection)
    made = json.loads(Path(model).read_text())
    linker = Linker(api.register(people), made)
    score(linker, out)


def functions(out):
    chance = random.Random(5)
    letters = ["abc", "aabbcde", "әеёж", "abcdefghijklmnop"]

    def text():
        return "".join(chance.choices(chance.choice(letters), k=chance.randint(0, chance.choice([4, 12, 25, 70]))))

    def near(one):
        many = list(one)
        for _ in range(chance.randint(0, 3)):
            if many:
                at = chance.randrange(len(many))
                match chance.randrange(4):
                    case 0:
                        many.insert(at, chance.choice("abcё"))
                    case 1:
                        many.pop(at)
                    case 2:
                        many[at] = chance.choice("abcё")
                    case _:
                        many[at : at + 2] = reversed(many[at : at + 2])
        return "".join(many)

    pairs = [(one, near(one) if chance.random() < 0.6 else text()) for one in (text() for _ in range(4_000))]
    connection = duckdb.connect()
    connection.execute("create table pairs (a varchar, b varchar)")
    connection.executemany("insert into pairs values (?, ?)", pairs)
    connection.execute(
        f"""copy (select a, b, jaro_winkler_similarity(a, b) jw, jaro_similarity(a, b) j, levenshtein(a, b) l,
        damerau_levenshtein(a, b) d from pairs) to '{out}' (header, force_quote *)"""
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["train", rows, out]:
            train(Path(rows), Path(out))
        case ["score", rows, model, out]:
            score_with(Path(rows), model, Path(out))
        case ["functions", out]:
            functions(Path(out))
        case _:
            sys.exit(__doc__)
