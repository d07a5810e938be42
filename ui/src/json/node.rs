//! A JSON value as it is held: the web view's own on WebAssembly, which has a parser already, and one of
//! `serde_json` on the host, where the reader is tested.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use host::{Members, Node};
#[cfg(target_arch = "wasm32")]
pub(super) use web::{Members, Node};

/// A number as serde's types take it.
pub(super) enum Number {
    Unsigned(u64),
    Signed(i64),
    Real(f64),
}

#[cfg(target_arch = "wasm32")]
mod web {
    use js_sys::{Array, JSON, Object};
    use wasm_bindgen::{JsCast as _, JsValue};

    use super::Number;
    use crate::json::Problem;

    #[derive(Clone)]
    pub(in super::super) struct Node(JsValue);

    impl Node {
        /// A value that the web view has.
        pub(in super::super) const fn new(value: JsValue) -> Self {
            Self(value)
        }

        pub(in super::super) const fn null() -> Self {
            Self(JsValue::NULL)
        }

        pub(in super::super) fn parse(text: &str) -> Result<Self, Problem> {
            JSON::parse(text)
                .map(Self)
                .map_err(|_| Problem::new("it is not JSON"))
        }

        pub(in super::super) fn is_null(&self) -> bool {
            // What a command answers that has nothing to say.
            self.0.is_null() || self.0.is_undefined()
        }

        pub(in super::super) fn bool(&self) -> Option<bool> {
            self.0.as_bool()
        }

        pub(in super::super) fn number(&self) -> Option<Number> {
            let value = self.0.as_f64()?;
            Some(if value.fract() != 0.0 {
                Number::Real(value)
            } else if (0.0..u64::MAX as f64).contains(&value) {
                Number::Unsigned(value as u64)
            } else if (i64::MIN as f64..0.0).contains(&value) {
                Number::Signed(value as i64)
            } else {
                Number::Real(value)
            })
        }

        pub(in super::super) fn text(&self) -> Option<String> {
            self.0.as_string()
        }

        pub(in super::super) fn items(&self) -> Option<Items> {
            let list = self.0.dyn_ref::<Array>()?.clone();
            Some(Items { list, next: 0 })
        }

        pub(in super::super) fn members(&self) -> Option<Members> {
            if !self.0.is_object() || Array::is_array(&self.0) {
                return None;
            }
            let entries = Object::entries(self.0.unchecked_ref());
            Some(Members(Items {
                list: entries.unchecked_into(),
                next: 0,
            }))
        }
    }

    /// The values of a list.
    pub(in super::super) struct Items {
        list: Array,
        next: u32,
    }

    impl Iterator for Items {
        type Item = Node;

        fn next(&mut self) -> Option<Node> {
            let at = self.next;
            (at < self.list.length()).then(|| {
                self.next = at + 1;
                Node(self.list.get(at))
            })
        }
    }

    /// The members of an object, by name.
    pub(in super::super) struct Members(Items);

    impl Iterator for Members {
        type Item = (String, Node);

        fn next(&mut self) -> Option<(String, Node)> {
            let entry: Array = self.0.next()?.0.unchecked_into();
            Some((entry.get(0).as_string()?, Node(entry.get(1))))
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use serde_json::Value;

    use super::Number;
    use crate::json::Problem;

    #[derive(Clone)]
    pub(in super::super) struct Node(Value);

    impl Node {
        pub(in super::super) const fn null() -> Self {
            Self(Value::Null)
        }

        pub(in super::super) fn parse(text: &str) -> Result<Self, Problem> {
            serde_json::from_str(text).map(Self).map_err(Problem::new)
        }

        pub(in super::super) fn is_null(&self) -> bool {
            self.0.is_null()
        }

        pub(in super::super) fn bool(&self) -> Option<bool> {
            self.0.as_bool()
        }

        pub(in super::super) fn number(&self) -> Option<Number> {
            let value = &self.0;
            let unsigned = value.as_u64().map(Number::Unsigned);
            unsigned
                .or_else(|| value.as_i64().map(Number::Signed))
                .or_else(|| value.as_f64().map(Number::Real))
        }

        pub(in super::super) fn text(&self) -> Option<String> {
            self.0.as_str().map(str::to_owned)
        }

        pub(in super::super) fn items(&self) -> Option<Items> {
            let list = self.0.as_array()?.clone();
            Some(Items(list.into_iter()))
        }

        pub(in super::super) fn members(&self) -> Option<Members> {
            let object = self.0.as_object()?.clone();
            Some(Members(object.into_iter()))
        }
    }

    pub(in super::super) struct Items(std::vec::IntoIter<Value>);

    impl Iterator for Items {
        type Item = Node;

        fn next(&mut self) -> Option<Node> {
            self.0.next().map(Node)
        }
    }

    pub(in super::super) struct Members(serde_json::map::IntoIter);

    impl Iterator for Members {
        type Item = (String, Node);

        fn next(&mut self) -> Option<(String, Node)> {
            self.0.next().map(|(name, value)| (name, Node(value)))
        }
    }
}
