//! Commands: the letterhead, its logo read from a file here, so that it never crosses the bridge.

use contract::{Empty, LetterheadForm, LetterheadView};
use quote_document::{BrandColour, Logo};

use super::kept::{self, Letterhead};
use crate::{errors::Failure, portal::Core};

/// The longest text of a letterhead, in characters.
const LONGEST: usize = 200;

impl Core {
    pub(crate) async fn letterhead_open(&self, _: Empty) -> Result<LetterheadView, Failure> {
        let letterhead = self.storage.read(Letterhead::load).await?;
        Ok(letterhead.into_view())
    }

    pub(crate) async fn letterhead_change(
        &self,
        form: LetterheadForm,
    ) -> Result<LetterheadView, Failure> {
        if !form.colour.trim().is_empty() {
            BrandColour::parse(&form.colour)
                .map_err(|_| Failure::Input("Colour: # and six hexadecimal digits.".to_owned()))?;
        }
        for text in [&form.company, &form.account_manager, &form.footer] {
            if text.chars().count() > LONGEST {
                return Err(Failure::Input(format!(
                    "A text of the letterhead has at most {LONGEST} characters."
                )));
            }
        }
        self.storage
            .write(move |tx| kept::set_letterhead(tx, &form))
            .await?;
        self.letterhead_open(Empty {}).await
    }

    pub(crate) async fn letterhead_logo_import(&self, _: Empty) -> Result<LetterheadView, Failure> {
        let file = self
            .chosen_file(&["png", "svg"], Logo::MAX_BYTES as u64)
            .await?;
        if let Some(file) = file {
            let logo = parsed(file.to_vec())?;
            if !self.can_draw(&logo).await? {
                return Err(Failure::Input("The logo cannot be drawn.".to_owned()));
            }
            self.storage
                .write(move |tx| kept::set_logo(tx, Some(&logo)))
                .await?;
        }
        self.letterhead_open(Empty {}).await
    }

    pub(crate) async fn letterhead_logo_remove(&self, _: Empty) -> Result<LetterheadView, Failure> {
        self.storage.write(|tx| kept::set_logo(tx, None)).await?;
        self.letterhead_open(Empty {}).await
    }
}

fn parsed(bytes: Vec<u8>) -> Result<Logo, Failure> {
    Logo::parse(bytes).map_err(|error| {
        let text = error.to_string();
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        let text: String = first.into_iter().chain(letters).collect();
        Failure::Input(format!("{text}."))
    })
}
