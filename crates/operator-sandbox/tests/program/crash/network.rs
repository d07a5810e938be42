//! A network as its customer knows it.

use std::io;

use serde_json::json;

use super::{Stored, line::Line, tally::Tally};

/// What was asked of a network, and what was answered.
#[derive(Debug)]
pub(super) struct Network {
    name: String,
    /// Half of the orders have an idempotency key, which is the name.
    has_key: bool,
    order: Order,
    /// As ordered, in Mbps.
    ordered: u32,
    /// In force, in Mbps.
    bandwidth: Write<u32>,
    deletion: Write<()>,
    /// How many changes were answered.
    changes: u32,
    /// Whether nothing was asked since it was looked at last.
    is_settled: bool,
}

#[derive(Debug)]
enum Order {
    /// It was cut off.
    Unknown,
    /// It was cut off, and was not done.
    Not,
    /// It was done, and this is its identifier.
    Done { id: String },
}

/// Something that is written and answered, or cut off.
#[derive(Debug, Default)]
struct Write<T> {
    answered: Option<T>,
    cut_off: Option<T>,
}

impl Network {
    /// A network that was not ordered yet.
    pub(super) fn new(name: String, has_key: bool, bandwidth: u32) -> Self {
        Self {
            name,
            has_key,
            order: Order::Unknown,
            ordered: bandwidth,
            bandwidth: Write {
                answered: Some(bandwidth),
                cut_off: None,
            },
            deletion: Write::default(),
            changes: 0,
            is_settled: false,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the customer may change or delete it.
    pub(super) const fn is_there(&self) -> bool {
        matches!(self.order, Order::Done { .. }) && self.deletion.answered.is_none()
    }

    pub(super) const fn is_settled(&self) -> bool {
        self.is_settled
    }

    pub(super) fn order(&mut self, line: Line<'_>) -> io::Result<()> {
        let edge = json!({"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}});
        let order = json!({
            "serviceName": self.name,
            "connections": [{"customerEdge": edge, "providerEdge": edge}],
            "guaranteeBandwidth": self.ordered,
        });
        let key = match self.has_key {
            true => format!("x-idempotency-key: {}\r\n", self.name),
            false => String::new(),
        };
        let reply = line.send("POST", "", &key, &order.to_string())?;
        assert_eq!(reply.status, 201, "{reply:?}");
        let id = reply.json()["serviceId"].as_str().unwrap().to_owned();
        if let Order::Done { id: known } = &self.order {
            assert_eq!(*known, id, "{} is ordered twice", self.name);
        }
        self.order = Order::Done { id };
        Ok(())
    }

    pub(super) fn change(&mut self, line: Line<'_>, bandwidth: u32) -> io::Result<()> {
        self.is_settled = false;
        self.bandwidth.cut_off = Some(bandwidth);
        let body = json!({"guaranteeBandwidth": bandwidth}).to_string();
        let reply = line.send("PATCH", self.id(), "", &body)?;
        assert_eq!(reply.status, 200, "{reply:?}");
        self.bandwidth.answered = self.bandwidth.cut_off.take();
        self.changes += 1;
        Ok(())
    }

    pub(super) fn delete(&mut self, line: Line<'_>) -> io::Result<()> {
        self.is_settled = false;
        self.deletion.cut_off = Some(());
        let reply = line.send("DELETE", self.id(), "", "")?;
        assert_eq!(reply.status, 202, "{reply:?}");
        self.deletion.answered = self.deletion.cut_off.take();
        Ok(())
    }

    /// Finds out what became of what was cut off, and sees that all else is as it was answered.
    pub(super) fn settle(&mut self, line: Line<'_>, stored: &Stored, tally: &mut Tally) {
        self.settle_order(line, stored, tally);
        self.is_settled = true;
        if !self.is_there() {
            return self.look(line);
        }
        let found = self.found(line);
        if self.deletion.cut_off.take().is_some() {
            tally.deletions.cut_off(found.is_none());
            if found.is_none() {
                self.deletion.answered = Some(());
            }
        }
        if let (Some(asked), Some(found)) = (self.bandwidth.cut_off.take(), found) {
            tally.changes.cut_off(found == asked);
            if found == asked {
                self.bandwidth.answered = Some(asked);
            }
        }
        self.look(line);
    }

    fn settle_order(&mut self, line: Line<'_>, stored: &Stored, tally: &mut Tally) {
        let found = stored.get(&self.name);
        match &self.order {
            Order::Unknown => {
                tally.creations.cut_off(found.is_some());
                self.order = match found {
                    Some(id) => Order::Done { id: id.clone() },
                    None => Order::Not,
                };
                if self.has_key {
                    self.order(line).unwrap();
                }
            }
            Order::Done { .. } if self.has_key && !self.is_settled => self.order(line).unwrap(),
            Order::Not | Order::Done { .. } => {}
        }
    }

    /// Sees that the operator has what it answered.
    pub(super) fn look(&self, line: Line<'_>) {
        let Order::Done { .. } = self.order else {
            return;
        };
        let expected = match self.deletion.answered {
            Some(()) => None,
            None => self.bandwidth.answered,
        };
        assert_eq!(self.found(line), expected, "{self:?}");
    }

    /// Counts what was answered and is there.
    pub(super) fn count(&self, tally: &mut Tally) {
        if let Order::Done { .. } = self.order {
            tally.creations.kept += 1;
            tally.changes.kept += self.changes;
            tally.deletions.kept += u32::from(self.deletion.answered.is_some());
        }
    }

    /// The bandwidth that the operator says it has; `None` where it says that there is no such network.
    fn found(&self, line: Line<'_>) -> Option<u32> {
        let reply = line.send("GET", self.id(), "", "").unwrap();
        if reply.status == 404 {
            return None;
        }
        assert_eq!(reply.status, 200, "{reply:?}");
        let network = reply.json();
        assert_eq!(network["serviceName"], self.name);
        network["guaranteeBandwidth"].as_u64()?.try_into().ok()
    }

    fn id(&self) -> &str {
        match &self.order {
            Order::Done { id } => id,
            Order::Unknown | Order::Not => panic!("{} has no identifier", self.name),
        }
    }
}
