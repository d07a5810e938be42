//! Command: a design as a file.

use contract::{DesignExportRequest, DesignFormat, ExportView};
use design_files::{csv, geojson, kml, svg, write_design, xlsx};
use model::Design;
use tokio::task::spawn_blocking;

use super::requests::{Requests, curl, http};
use crate::{errors::Failure, portal::Core};

/// Longest name of a file without its ending, in characters.
const LONGEST_NAME: usize = 60;

impl Core {
    pub(crate) async fn design_export(
        &self,
        request: DesignExportRequest,
    ) -> Result<ExportView, Failure> {
        let design = self.design(request.id).await?.design;
        let name = format!("{}.{}", stem(&design.name), ending(request.format));
        let profile = self
            .owner
            .turn(|state| state.roster.active().map(|known| known.way().profile))
            .await?;
        let now = self.clock.now();
        let written = spawn_blocking(move || match request.format {
            DesignFormat::Json => write_design(&design).map_err(|error| error.to_string()),
            DesignFormat::Csv => csv(&design).map_err(|error| error.to_string()),
            DesignFormat::Xlsx => xlsx(&design).map_err(|error| error.to_string()),
            DesignFormat::Geojson => geojson(&design).map_err(|error| error.to_string()),
            DesignFormat::Kml => kml(&design).map_err(|error| error.to_string()),
            DesignFormat::Svg => svg(&design).map_err(|error| error.to_string()),
            DesignFormat::Curl => requests(&design, profile.as_ref(), now).map(|all| curl(&all)),
            DesignFormat::Http => requests(&design, profile.as_ref(), now).map(|all| http(&all)),
        });
        let written = written
            .await
            .map_err(|_| Failure::Internal("writing the design was interrupted"))?;
        self.export(name, written.map_err(Failure::Input)?).await
    }
}

fn requests(
    design: &Design,
    profile: Option<&crate::profiles::Profile>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Requests, String> {
    Requests::of(design, profile, now)
}

const fn ending(format: DesignFormat) -> &'static str {
    match format {
        DesignFormat::Json => "mpvpn.json",
        DesignFormat::Csv => "csv",
        DesignFormat::Xlsx => "xlsx",
        DesignFormat::Geojson => "geojson",
        DesignFormat::Kml => "kml",
        DesignFormat::Svg => "svg",
        DesignFormat::Curl => "sh",
        DesignFormat::Http => "http",
    }
}

/// The design's name as a file can bear it on every system.
fn stem(name: &str) -> String {
    let plain = model::plain_text(name, LONGEST_NAME);
    let kept: String = plain
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect();
    let kept = kept.trim_matches([' ', '-']);
    if kept.is_empty() {
        "design".to_owned()
    } else {
        kept.to_owned()
    }
}
