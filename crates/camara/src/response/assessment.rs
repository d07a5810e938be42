//! An operator's answer to an assessment, as offers and verdicts of the domain.

use iso_currency::Currency as IsoCurrency;
use model::{
    Connection, ConnectionVerdict, Currency, Feasibility, Fee, FeePeriod, MAX_CONNECTIONS, Money,
    Offer, Origin, Wait,
};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{NotAnObject, network::level, tree::Object};

/// Most offers taken from one answer.
const MOST_OFFERS: usize = 3;
/// Most entries of `xOffers` looked at.
const MOST_ENTRIES: usize = 16;

/// An `AssessmentResult` with `xOffers` and `xConnections` where they are given.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// One to three offers, lowest level first, unknown levels last.
    pub offers: Vec<Offer>,
    /// What was said of single connections; empty where nothing was.
    pub connections: Vec<ConnectionVerdict>,
    /// Whether a number was written as text.
    pub has_odd_types: bool,
}

/// What is known of fees besides the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rent {
    /// Where they come from.
    pub origin: Origin,
    /// What they cover, where the answer does not say.
    pub period: FeePeriod,
    /// Their currency, where the answer names none.
    pub currency: Option<Currency>,
}

impl Assessment {
    /// Reads the body of an answer about the connections `asked`; `rent` says of fees what the answer
    /// does not.
    ///
    /// # Errors
    /// [`NotAnObject`].
    pub fn read(body: &[u8], asked: &[Connection], rent: Rent) -> Result<Self, NotAnObject> {
        let object = Object::parse(body).ok_or(NotAnObject)?;
        let standard = standard_offer(&object, rent);
        let mut offers = extended_offers(&object, rent);
        for offer in &mut offers {
            if offer.level.is_some() && offer.level == standard.level {
                offer.fee = offer
                    .fee
                    .take()
                    .filter(|fee| is_said_of(fee, standard.fee.as_ref()));
            }
        }
        if offers.is_empty() {
            offers.push(standard);
        }
        Ok(Self {
            offers,
            connections: verdicts(&object, asked),
            has_odd_types: object.is_text(&["waitDays"])
                || object
                    .object(&["rent"])
                    .is_some_and(|rent| rent.is_text(&["amount"])),
        })
    }
}

fn standard_offer(object: &Object<'_>, rent: Rent) -> Offer {
    let offer = Offer {
        level: level(object),
        feasibility: Feasibility::Feasible,
        fee: fee(object, rent),
        wait: wait(object),
    };
    let is_empty = offer.level.is_none() && offer.fee.is_none() && offer.wait == Wait::Unknown;
    Offer {
        feasibility: if is_empty {
            Feasibility::Unknown
        } else {
            Feasibility::Feasible
        },
        ..offer
    }
}

pub(crate) fn extended_offers(object: &Object<'_>, rent: Rent) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for entry in object.objects(&["xOffers"], MOST_ENTRIES) {
        let Some(level) = level(&entry) else {
            continue;
        };
        let offer = Offer {
            level: Some(level),
            feasibility: feasibility(&entry),
            fee: fee(&entry, rent),
            wait: wait(&entry),
        };
        match offers.iter_mut().find(|known| known.level == offer.level) {
            Some(known) => keep_agreed(known, &offer),
            None => offers.push(offer),
        }
    }
    in_order(offers)
}

/// Of two offers of one level what both say: which of the two would count is anybody's guess.
fn keep_agreed(known: &mut Offer, again: &Offer) {
    if known.fee != again.fee {
        known.fee = None;
    }
    if known.wait != again.wait {
        known.wait = Wait::Unknown;
    }
    if known.feasibility != again.feasibility {
        known.feasibility = Feasibility::Unknown;
    }
}

/// Whether what the standard properties say of the same level, if anything, is the same price.
fn is_said_of(fee: &Fee, standard: Option<&Fee>) -> bool {
    standard.is_none_or(|standard| standard.money == fee.money)
}

/// The first three, lowest level first, unknown levels last.
pub(crate) fn in_order(mut offers: Vec<Offer>) -> Vec<Offer> {
    offers.sort_by_key(|offer| {
        let known = offer.known_level();
        (known.is_none(), known)
    });
    offers.truncate(MOST_OFFERS);
    offers
}

fn verdicts(object: &Object<'_>, asked: &[Connection]) -> Vec<ConnectionVerdict> {
    let mut verdicts: Vec<ConnectionVerdict> = Vec::new();
    for entry in object.objects(&["xConnections"], MAX_CONNECTIONS) {
        let connection = entry
            .whole(&["index"])
            .and_then(|index| asked.get(index as usize));
        let Some(connection) = connection else {
            continue;
        };
        let is_repeated = verdicts
            .iter()
            .any(|verdict| verdict.connection == connection.id);
        if !is_repeated {
            verdicts.push(ConnectionVerdict {
                offers: Vec::new(),
                connection: connection.id.clone(),
                feasibility: feasibility(&entry),
                distance_km: entry.measure(&["distanceKm"]).filter(|km| *km >= 0.0),
                latency_ms: entry.measure(&["latencyMs"]).filter(|ms| *ms >= 0.0),
            });
        }
    }
    verdicts
}

fn feasibility(entry: &Object<'_>) -> Feasibility {
    match entry.flag(&["feasible"]) {
        Some(true) => Feasibility::Feasible,
        Some(false) => Feasibility::Infeasible {
            reason: entry.text(&["reason"]),
        },
        None => Feasibility::Unknown,
    }
}

fn wait(entry: &Object<'_>) -> Wait {
    entry
        .whole(&["waitDays", "waitdays"])
        .map_or(Wait::Unknown, Wait::Days)
}

/// The code of ISO 4217 for "no currency".
const NO_CURRENCY: &str = "XXX";

/// The rent. Without a currency it is no price.
fn fee(entry: &Object<'_>, known: Rent) -> Option<Fee> {
    let rent = entry.object(&["rent"])?;
    let code = match rent.text(&["currency"]) {
        Some(code) => code.to_ascii_uppercase(),
        None => known.currency?.code().to_owned(),
    };
    let currency = Currency::new(&code)
        .ok()
        .filter(|currency| currency.code() != NO_CURRENCY)?;
    let money = price(rent.decimal(&["amount"])?, currency)?;
    let period = match entry.text(&["rentPeriod"]).as_deref() {
        Some("MONTH") => FeePeriod::Month,
        Some("TERM") => FeePeriod::Term,
        Some(_) => FeePeriod::Unknown,
        None => known.period,
    };
    Some(Fee {
        money,
        period,
        origin: known.origin,
    })
}

/// An amount, rounded half-even to the minor units of its currency. Below 0 it is no price.
pub(crate) fn price(amount: Decimal, currency: Currency) -> Option<Money> {
    let amount = Some(amount)
        .filter(|amount| *amount >= Decimal::ZERO)
        // An amount of "-0" is 0.
        .map(|amount| amount.abs())?;
    let digits = IsoCurrency::from_code(currency.code()).and_then(IsoCurrency::exponent);
    let amount = digits
        .map(|digits| {
            amount.round_dp_with_strategy(u32::from(digits), RoundingStrategy::MidpointNearestEven)
        })
        // What is not free is not shown as free, however little it is.
        .filter(|rounded| !rounded.is_zero())
        .unwrap_or(amount);
    Some(Money { amount, currency })
}
