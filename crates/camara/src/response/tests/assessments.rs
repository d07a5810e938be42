//! What is made of an answer to an assessment.

use super::*;

#[test]
fn an_amount_without_a_currency_is_in_the_operators_where_that_is_known() {
    let body = br#"{"sla":"A","rent":{"amount":100}}"#;
    let read = |currency| {
        let rent = Rent {
            currency,
            ..known(FeePeriod::Term)
        };
        Assessment::read(body, &asked(), rent).unwrap().offers[0].fee
    };
    assert_eq!(read(None), None);
    let fee = read(Some(model::Currency::new("CHF").unwrap())).unwrap();
    assert_eq!(fee.money.currency.code(), "CHF");
}

#[test]
fn the_golden_assessment_has_three_offers_and_a_verdict() {
    let answer = assess(include_str!("../../../fixtures/assessment-result.json"));
    assert_eq!(answer.offers.len(), 3);
    let fee = answer.offers[1].fee.unwrap();
    assert_eq!(fee.money.amount.to_string(), "6120.00");
    assert_eq!(fee.period, FeePeriod::Term);
    assert_eq!(
        answer.offers[2].feasibility,
        Feasibility::Infeasible {
            reason: Some("No second path between Lyon and Sydney.".to_owned())
        }
    );
    assert_eq!(answer.connections[0].connection.as_str(), "c1");
    assert_eq!(answer.connections[0].latency_ms, Some(178.6));
}

#[test]
fn check_46_an_assessment_may_leave_out_everything() {
    for (body, wait) in [
        (r#"{"sla":"A"}"#, Wait::Unknown),
        (r#"{"sla":"A","waitDays":0}"#, Wait::Days(0)),
        (r#"{"sla":"A","waitDays":-1}"#, Wait::Unknown),
        (r#"{"sla":"A","waitDays":"7"}"#, Wait::Days(7)),
    ] {
        let offer = &assess(body).offers[0];
        assert_eq!((offer.wait, offer.fee), (wait, None), "{body}");
        assert_eq!(offer.feasibility, Feasibility::Feasible);
    }
    assert_eq!(assess("{}").offers[0].feasibility, Feasibility::Unknown);
    assert_eq!(assess("{}").offers.len(), 1);
}

#[test]
fn check_46_money_is_exact_and_rounded_to_its_currency() {
    for (rent, expected) in [
        (r#"{"amount":0.1,"currency":"GBP"}"#, Some("0.1 GBP")),
        (r#"{"amount":2.345,"currency":"EUR"}"#, Some("2.34 EUR")),
        (r#"{"amount":2.355,"currency":"EUR"}"#, Some("2.36 EUR")),
        (r#"{"amount":0.004,"currency":"EUR"}"#, Some("0.004 EUR")),
        (r#"{"amount":0.000,"currency":"EUR"}"#, Some("0.000 EUR")),
        (r#"{"amount":1234.5,"currency":"JPY"}"#, Some("1234 JPY")),
        (r#"{"amount":1.2345,"currency":"KWD"}"#, Some("1.234 KWD")),
        (
            r#"{"amount":1.23456,"currency":"QQQ"}"#,
            Some("1.23456 QQQ"),
        ),
        (
            r#"{"amount":"6120.10","currency":"eur"}"#,
            Some("6120.10 EUR"),
        ),
        (
            r#"{"amount":9007199254740993.25,"currency":"USD"}"#,
            Some("9007199254740993.25 USD"),
        ),
        (r#"{"amount":5}"#, None),
        (r#"{"currency":"EUR"}"#, None),
        (r#"{"amount":-5,"currency":"EUR"}"#, None),
        (r#"{"amount":-0,"currency":"EUR"}"#, Some("0 EUR")),
        (r#"{"amount":"NaN","currency":"EUR"}"#, None),
        (r#"{"amount":"-Infinity","currency":"EUR"}"#, None),
        (r#"{"amount":"0x10","currency":"EUR"}"#, None),
        (r#"{"amount":"1_000","currency":"EUR"}"#, None),
        (r#"{"amount":"1,000.50","currency":"EUR"}"#, None),
        (r#"{"amount":5,"currency":"EU\u202eR"}"#, Some("5 EUR")),
        (r#"{"amount":"cheap","currency":"EUR"}"#, None),
        (r#"{"amount":1e300,"currency":"EUR"}"#, None),
        (r#"{"amount":5,"currency":"€"}"#, None),
        ("5", None),
    ] {
        let answer = assess(&format!(r#"{{"sla":"A","rent":{rent}}}"#));
        let shown = answer.offers[0]
            .fee
            .map(|fee| format!("{} {}", fee.money.amount, fee.money.currency));
        assert_eq!(shown.as_deref(), expected, "{rent}");
    }
}

#[test]
fn the_period_is_the_answers_own_else_the_profiles() {
    let rent = r#""rent":{"amount":1,"currency":"EUR"}"#;
    for (said, expected) in [
        ("", FeePeriod::Term),
        (r#","rentPeriod":"MONTH""#, FeePeriod::Month),
        (r#","rentPeriod":"YEAR""#, FeePeriod::Unknown),
    ] {
        let body = format!(r#"{{"xOffers":[{{"sla":"A",{rent}{said}}}]}}"#);
        let answer = Assessment::read(body.as_bytes(), &asked(), known(FeePeriod::Term)).unwrap();
        assert_eq!(answer.offers[0].fee.unwrap().period, expected, "{said}");
    }
}

#[test]
fn offers_are_sorted_once_each_and_three_at_most() {
    let body = r#"{"xOffers":[{"sla":"X"},{"sla":"AAA"},{"sla":"A"},{"sla":"A","feasible":true},{"sla":"AA"},{},7]}"#;
    let levels: Vec<_> = assess(body)
        .offers
        .iter()
        .map(|offer| offer.level.clone().unwrap().as_str().to_owned())
        .collect();
    assert_eq!(levels, ["A", "AA", "AAA"]);
    assert_eq!(assess(r#"{"sla":"AA","xOffers":[]}"#).offers.len(), 1);
    assert_eq!(assess(r#"{"sla":"AA","xOffers":{"a":1}}"#).offers.len(), 1);
}

#[test]
fn of_offers_that_contradict_each_other_only_what_they_agree_on_is_taken() {
    let priced = |amount: &str, wait: u32| {
        format!(
            r#"{{"sla":"A","feasible":true,"waitDays":{wait},"rent":{{"amount":{amount},"currency":"EUR"}}}}"#
        )
    };
    let read = |first: &str, second: &str| {
        let answer = assess(&format!(r#"{{"xOffers":[{first},{second}]}}"#));
        assert_eq!(answer.offers.len(), 1);
        answer.offers[0].clone()
    };
    let same = read(&priced("10", 1), &priced("10.0", 1));
    assert!(same.fee.is_some() && same.wait == Wait::Days(1));
    let dearer = read(&priced("10", 1), &priced("99", 1));
    assert_eq!((dearer.fee, dearer.wait), (None, Wait::Days(1)));
    let later = read(&priced("10", 1), &priced("10", 30));
    assert_eq!(later.wait, Wait::Unknown);
    let refused = read(&priced("10", 1), r#"{"sla":"A","feasible":false}"#);
    assert_eq!(refused.feasibility, Feasibility::Unknown);

    let standard = r#""sla":"A","rent":{"amount":12,"currency":"EUR"}"#;
    for (amount, is_taken) in [("12", true), ("1", false)] {
        let offer = priced(amount, 1);
        let answer = assess(&format!(r#"{{{standard},"xOffers":[{offer}]}}"#));
        assert_eq!(answer.offers[0].fee.is_some(), is_taken, "{amount}");
    }
}

#[test]
fn the_code_for_no_currency_is_no_price() {
    let body = |code: &str| format!(r#"{{"sla":"A","rent":{{"amount":10,"currency":"{code}"}}}}"#);
    for (code, is_price) in [("XXX", false), ("xxx", false), ("ZZZ", true), ("EUR", true)] {
        let fee = assess(&body(code)).offers[0].fee;
        assert_eq!(fee.is_some(), is_price, "{code}");
    }
}

#[test]
fn verdicts_about_connections_nobody_asked_for_are_dropped() {
    let body = r#"{"xConnections":[{"index":1},{"index":-1},{},{"index":0,"feasible":false},{"index":0,"feasible":true}]}"#;
    let answer = assess(body);
    assert_eq!(answer.connections.len(), 1);
    assert_eq!(
        answer.connections[0].feasibility,
        Feasibility::Infeasible { reason: None }
    );
}
