//! A company's logo, checked before it is kept.

/// A picture of a known kind and size.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    format: LogoFormat,
    bytes: Vec<u8>,
}

/// The kinds of picture a logo can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogoFormat {
    /// Portable Network Graphics.
    Png,
    /// Scalable Vector Graphics.
    Svg,
}

impl LogoFormat {
    /// The ending of its files' names.
    #[cfg(feature = "pdf")]
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// Why a file cannot be a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Over [`Logo::MAX_BYTES`].
    #[error("a logo has at most 1 MB")]
    TooLarge,
    /// A PNG of more than 2,000 pixels to a side, or of none.
    #[error("a logo has at most 2,000 pixels to a side")]
    TooManyPixels,
    /// Neither PNG nor SVG.
    #[error("a logo is a PNG or SVG file")]
    UnknownFormat,
    /// An SVG that runs or loads something.
    #[error("a logo contains no scripts and nothing to load")]
    Active,
}

impl Logo {
    /// The most bytes of a file.
    pub const MAX_BYTES: usize = 1_000_000;
    /// The most pixels to a side.
    pub(crate) const MAX_SIDE: u32 = 2_000;

    /// A logo out of a file's bytes.
    ///
    /// # Errors
    /// [`LogoError`] says why it is none.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, LogoError> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(LogoError::TooLarge);
        }
        let format = if let Some(header) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
            check_size(header)?;
            LogoFormat::Png
        } else {
            check_svg(&bytes)?;
            LogoFormat::Svg
        };
        Ok(Self { format, bytes })
    }

    /// Of what kind it is.
    #[cfg(feature = "pdf")]
    pub(crate) const fn format(&self) -> LogoFormat {
        self.format
    }

    /// The file's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Logo")
            .field("format", &self.format)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

/// Reads width and height of the first chunk, which has to be `IHDR` (PNG, 11.2.2).
fn check_size(after_signature: &[u8]) -> Result<(), LogoError> {
    let side = |at: usize| {
        let bytes = after_signature.get(at..at + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    };
    let is_header = after_signature.get(4..8) == Some(b"IHDR");
    let (Some(width), Some(height), true) = (side(8), side(12), is_header) else {
        return Err(LogoError::UnknownFormat);
    };
    if [width, height]
        .iter()
        .all(|side| (1..=Logo::MAX_SIDE).contains(side))
    {
        Ok(())
    } else {
        Err(LogoError::TooManyPixels)
    }
}

/// An SVG without what runs, loads or expands.
fn check_svg(bytes: &[u8]) -> Result<(), LogoError> {
    let text = std::str::from_utf8(bytes).map_err(|_| LogoError::UnknownFormat)?;
    let lower = text.to_ascii_lowercase();
    if !lower.contains("<svg") {
        return Err(LogoError::UnknownFormat);
    }
    let runs = ["<script", "<!entity", "<foreignobject", "<image", "@import"];
    // A gradient or a shape is referred to by `#name`; whatever else follows would be loaded.
    let loads = lower.split("href").skip(1).any(|after| {
        let value = after.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']);
        !value.starts_with('#')
    });
    if loads || runs.iter().any(|what| lower.contains(what)) {
        return Err(LogoError::Active);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn a_picture_is_known_by_its_content() {
        assert_eq!(Logo::parse(png(10, 10)).unwrap().format(), LogoFormat::Png);
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>"##;
        let svg = Logo::parse(svg.to_vec()).unwrap();
        assert_eq!(svg.format(), LogoFormat::Svg);
        let jpeg = b"\xff\xd8\xff\xe0JFIF".to_vec();
        assert_eq!(Logo::parse(jpeg), Err(LogoError::UnknownFormat));
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_is_drawn() {
        assert_eq!(Logo::parse(png(2_001, 1)), Err(LogoError::TooManyPixels));
        assert_eq!(Logo::parse(png(0, 1)), Err(LogoError::TooManyPixels));
        let long = vec![b' '; Logo::MAX_BYTES + 1];
        assert_eq!(Logo::parse(long), Err(LogoError::TooLarge));
        let cut = png(10, 10)[..14].to_vec();
        assert_eq!(Logo::parse(cut), Err(LogoError::UnknownFormat));
    }

    #[test]
    fn nothing_in_it_runs_or_loads() {
        for inside in [
            "<script>x</script>",
            "<image href='#a'/>",
            "<use xlink:href = \"https://example.com/a.svg#b\"/>",
            "<style>@import 'x'</style>",
            "<!ENTITY a 'b'>",
        ] {
            let svg = format!("<svg>{inside}</svg>");
            assert_eq!(
                Logo::parse(svg.into_bytes()),
                Err(LogoError::Active),
                "{inside}"
            );
        }
    }
}
