//! Check 62: what there is now, and what there will be.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{names, order, question};
use crate::world::World;

fn levels(solutions: &Value) -> Vec<&str> {
    let solutions = solutions.as_array().unwrap().iter();
    solutions.map(|it| it["SLA"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn check_62_every_level_is_available_where_the_lines_are() {
    let world = World::new().await;
    let answer = world.s2c_assess(&question()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let answer = answer.json();
    assert_eq!(levels(&answer["solution1"]), ["A", "AA", "AAA"]);
    assert_eq!(names(&answer), ["solution1", "xOffers"]);
    for solution in answer["solution1"].as_array().unwrap() {
        assert_eq!(names(solution), ["SLA", "rent"]);
        assert!(solution["rent"].as_u64().unwrap() > 0, "{solution}");
    }
}

#[tokio::test]
async fn check_62_what_has_to_be_built_first_is_the_second_solution() {
    let world = World::new().await;
    let mut far = question();
    far["CELocation"] = json!("N59.858600_E17.638900_Uppsala");
    let answer = world.s2c_assess(&far).await.json();
    assert_eq!(answer["solution1"], json!([]));
    let later = &answer["solution2"];
    assert_eq!(names(later), ["SLA", "rent", "waitdays"]);
    assert_eq!(later["SLA"], "AAA");
    assert_eq!(later["waitdays"], answer["xOffers"][2]["waitDays"]);
    assert!(later["waitdays"].as_u64().unwrap() > 3, "{later}");
}

#[tokio::test]
async fn the_rent_is_of_a_month_in_whole_units_whatever_the_duration() {
    let world = World::new().await;
    let mut asked = question();
    asked["duration"] = json!(12 * 730);
    let year = world.s2c_assess(&asked).await.json();
    assert_eq!(year["xOffers"][0]["rentPeriod"], "TERM");
    let amount = year["xOffers"][0]["rent"]["amount"].as_f64().unwrap();
    let month = year["solution1"][0]["rent"].as_f64().unwrap();
    assert!((amount / 12.0 - month).abs() <= 0.51, "{year}");
    asked.as_object_mut().unwrap().remove("duration");
    let open = world.s2c_assess(&asked).await.json();
    let amount = open["xOffers"][0]["rent"]["amount"].as_f64().unwrap();
    let month = open["solution1"][0]["rent"].as_f64().unwrap();
    assert!((amount - month).abs() <= 0.51, "{open}");
}

#[tokio::test]
async fn a_level_that_cannot_be_built_is_left_out_and_the_reason_is_told() {
    let world = World::new().await;
    let mut asked = question();
    asked["isProtected"] = json!(false);
    let answer = world.s2c_assess(&asked).await.json();
    assert_eq!(levels(&answer["solution1"]), ["A", "AA"]);
    assert_eq!(answer.get("solution2"), None);
    let reason = answer["xOffers"][2]["reason"].as_str().unwrap();
    assert!(reason.contains("protection"), "{reason}");
    asked["CELocation"] = json!("S40.0_W25.0_Ocean");
    let nothing = world.s2c_assess(&asked).await;
    assert_eq!(nothing.status, StatusCode::OK);
    assert_eq!(nothing.json()["solution1"], json!([]));
    assert_eq!(nothing.json().get("solution2"), None);
}

#[tokio::test]
async fn check_62_what_another_service_holds_is_there_when_it_ends() {
    let world = World::new().await;
    let sized = |mut body: Value| {
        body["isProtected"] = json!(false);
        body["guaranteeBandwidth"] = json!(300_000);
        body["duration"] = json!(72);
        body
    };
    let before = world.s2c_assess(&sized(question())).await.json();
    assert_eq!(levels(&before["solution1"]), ["A", "AA"]);
    let ordered = world.s2c_order(&sized(order())).await;
    assert_eq!(ordered.status, StatusCode::OK, "{ordered:?}");

    let held = world.s2c_assess(&sized(question())).await.json();
    assert_eq!(held["solution1"], json!([]), "the line is taken");
    assert_eq!(held["solution2"]["SLA"], "AA");
    let days = held["solution2"]["waitdays"].as_u64().unwrap();
    assert!((3..=4).contains(&days), "{held}");
    let refused = world.s2c_order(&sized(order())).await;
    refused.assert_error(400, "INVALID_INPUT");

    let id = ordered.json()["serviceId"].as_str().unwrap().to_owned();
    world.s2c_delete(&id).await;
    let after = world.s2c_assess(&sized(question())).await.json();
    assert_eq!(after, before, "a deletion frees the line at once");
}
