//! The reader against `serde_json`: what crosses the bridge, and every shape a type can have.

use std::{collections::BTreeMap, fmt::Debug, fs};

use contract::{
    DesignEditRequest, Event, OpenOrderView, OrderOutcome, ProfileForm, QuoteSummaryView,
};
use model::{Assessment, Design};
use proptest::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::read;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Shapes {
    flag: bool,
    small: u8,
    signed: i64,
    real: f64,
    text: String,
    letter: char,
    maybe: Option<u32>,
    list: Vec<i16>,
    pair: (u16, String),
    by_name: BTreeMap<Name, u64>,
    wrapped: Name,
    unit: (),
    #[serde(default)]
    absent: u32,
    #[serde(flatten)]
    flat: Flat,
    variants: Vec<Variants>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Name(String);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Flat {
    left: f32,
    right: i8,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Variants {
    Bare,
    One(i32),
    Two(u8, String),
    Named { level: u8 },
    Inner(Tagged),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Tagged {
    Nothing,
    Some { of: u64 },
}

fn variants() -> impl Strategy<Value = Variants> {
    prop_oneof![
        Just(Variants::Bare),
        any::<i32>().prop_map(Variants::One),
        any::<(u8, String)>().prop_map(|(one, two)| Variants::Two(one, two)),
        any::<u8>().prop_map(|level| Variants::Named { level }),
        Just(Variants::Inner(Tagged::Nothing)),
        any::<u64>().prop_map(|of| Variants::Inner(Tagged::Some { of })),
    ]
}

fn shapes() -> impl Strategy<Value = Shapes> {
    let scalars = any::<(bool, u8, i64, i32, String, char)>();
    let compounds = any::<(
        Option<u32>,
        Vec<i16>,
        (u16, String),
        BTreeMap<String, u64>,
        i8,
    )>();
    let variants = proptest::collection::vec(variants(), 0..4);
    (scalars, compounds, variants).prop_map(
        |((flag, small, signed, real, text, letter), compounds, variants)| {
            let (maybe, list, pair, by_name, right) = compounds;
            Shapes {
                flag,
                small,
                signed,
                real: f64::from(real) / 8.0,
                wrapped: Name(text.clone()),
                text,
                letter,
                maybe,
                list,
                pair,
                by_name: by_name.into_iter().map(|(k, v)| (Name(k), v)).collect(),
                unit: (),
                absent: 0,
                flat: Flat { left: 0.5, right },
                variants,
            }
        },
    )
}

proptest! {
    #[test]
    fn every_shape_is_read_as_it_was_written(shapes in shapes()) {
        let text = serde_json::to_string(&shapes).unwrap();
        prop_assert_eq!(read::<Shapes>(&text).unwrap(), shapes);
    }

    /// A value of a wrong kind in any place: refused by both readers, or by none.
    #[test]
    fn what_is_no_such_type_is_refused(shapes in shapes(), place in any::<prop::sample::Index>(), wrong in wrong()) {
        let mut tree = serde_json::to_value(&shapes).unwrap();
        let members = tree.as_object_mut().unwrap();
        let name = place.get(&members.keys().cloned().collect::<Vec<_>>()).clone();
        members.insert(name, wrong);
        let text = tree.to_string();
        prop_assert_eq!(read::<Shapes>(&text).ok(), serde_json::from_str::<Shapes>(&text).ok());
    }
}

fn wrong() -> impl Strategy<Value = serde_json::Value> {
    prop_oneof![
        Just(serde_json::json!(null)),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        Just(serde_json::json!(1.5)),
        Just(serde_json::json!("text")),
        Just(serde_json::json!(["bare", {"one": 1}, {"one": 1, "two": [2, "b"]}])),
        Just(serde_json::json!({"kind": "some", "of": 1})),
    ]
}

#[test]
fn text_that_is_no_json_is_refused() {
    for text in ["", "{", "[1,]", "nul", "{\"a\":1}}"] {
        assert!(read::<serde_json::Value>(text).is_err(), "{text}");
    }
}

#[test]
fn what_the_bridge_carries_is_read() {
    same::<Design>("a_design_is_stored_like_this");
    same::<ProfileForm>("a_profile_form_is_sent_like_this");
    same::<QuoteSummaryView>("a_quote_is_listed_like_this");
    same::<OrderOutcome>("a_refused_order_is_answered_like_this");
    same::<Event>("a_session_event_is_sent_like_this");
    same::<Assessment>("an_assessment_is_stored_like_this");
    same::<DesignEditRequest>("an_edit_is_sent_like_this");
    same::<OpenOrderView>("an_open_deletion_is_shown_like_this");
}

/// Both readers take the contract's pinned JSON of that name alike.
fn same<T: DeserializeOwned + Debug>(name: &str) {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../crates/contract/tests/snapshots"
    );
    let file = fs::read_to_string(format!("{folder}/json__{name}.snap")).unwrap();
    let text = file.splitn(3, "---\n").nth(2).unwrap();
    let expected: T = serde_json::from_str(text).unwrap();
    let found: T = read(text).unwrap();
    assert_eq!(format!("{found:?}"), format!("{expected:?}"));
}
