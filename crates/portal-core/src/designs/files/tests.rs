//! Designs out to files and back, through the commands.

use std::path::PathBuf;

use contract::{
    DesignExportRequest, DesignFormat, DesignRequest, Empty, ErrorCode, ImportMapRequest,
    ImportOpenView, ImportView,
};
use model::{Design, DesignId, Edit};

use crate::{
    Portal,
    testing::{self, IMPORT, SECRET, World},
};

async fn stage() -> (World, Portal, Design) {
    let world = World::new();
    let portal = world.open().await;
    portal.connect(true).await;
    let design = portal
        .core
        .add_design(testing::three_connections())
        .await
        .unwrap()
        .design;
    (world, portal, design)
}

async fn exported(portal: &Portal, id: &DesignId, format: DesignFormat) -> PathBuf {
    let request = DesignExportRequest {
        id: id.clone(),
        format,
    };
    portal
        .design_export(request)
        .await
        .unwrap()
        .path
        .unwrap()
        .into()
}

async fn chosen(world: &World, portal: &Portal, id: &DesignId, content: &[u8]) -> ImportOpenView {
    std::fs::write(world.folder.path().join(IMPORT), content).unwrap();
    portal
        .design_import_open(DesignRequest { id: id.clone() })
        .await
        .unwrap()
}

fn as_is(id: &DesignId, view: &ImportView) -> ImportMapRequest {
    ImportMapRequest {
        id: id.clone(),
        fields: view
            .columns
            .iter()
            .map(|column| column.field.clone())
            .collect(),
    }
}

#[tokio::test]
async fn a_design_goes_into_a_file_and_opens_as_another_one() {
    let (world, portal, design) = stage().await;
    let path = exported(&portal, &design.id, DesignFormat::Json).await;
    assert!(
        path.ends_with("exports/Nordic ring.mpvpn.json"),
        "{}",
        path.display()
    );
    let view = chosen(&world, &portal, &design.id, &std::fs::read(path).unwrap()).await;
    let id = view.opened.unwrap();
    assert_ne!(id, design.id);
    let opened = portal
        .design_open(DesignRequest { id: id.clone() })
        .await
        .unwrap()
        .design;
    assert_eq!(Design { id, ..design }, opened);
}

#[tokio::test]
async fn each_table_brings_the_network_to_another_design() {
    let (world, portal, design) = stage().await;
    let empty = Design::empty(DesignId::from_random(2), "Empty");
    let empty = portal.core.add_design(empty).await.unwrap().design;
    for format in [
        DesignFormat::Csv,
        DesignFormat::Xlsx,
        DesignFormat::Geojson,
        DesignFormat::Kml,
    ] {
        let path = exported(&portal, &design.id, format).await;
        let content = std::fs::read(path).unwrap();
        let view = chosen(&world, &portal, &empty.id, &content)
            .await
            .table
            .unwrap();
        assert_eq!(
            (view.refused, view.corrected),
            (0, 0),
            "{format:?}: {:?}",
            view.rows
        );
        let brought = portal
            .design_import_apply(as_is(&empty.id, &view))
            .await
            .unwrap();
        assert_eq!(brought.endpoints, design.endpoints, "{format:?}");
        assert_eq!(brought.connections, design.connections, "{format:?}");
        let again = portal
            .design_import_apply(as_is(&empty.id, &view))
            .await
            .unwrap_err();
        assert_eq!(again.code, ErrorCode::NotFound, "the rows are brought once");
    }
    assert!(
        portal
            .core
            .design(empty.id)
            .await
            .unwrap()
            .design
            .endpoints
            .is_empty(),
        "the window draws"
    );
}

#[tokio::test]
async fn rows_are_seen_before_they_are_brought_and_taken_back_in_one_step() {
    let (world, portal, mut design) = stage().await;
    let file = "Standort;Stadt;Anschluss\nWerk;Lyon, France;198.51.100.1\nLager;Xyzzyburg;198.51.100.2\n=1+1;Nice;198.51.100.3\n";
    let view = chosen(&world, &portal, &design.id, file.as_bytes())
        .await
        .table
        .unwrap();
    assert_eq!(view.columns[2].field, "", "that is no word for an address");
    assert_eq!(view.refused, 3);
    let mut request = as_is(&design.id, &view);
    request.fields[2] = "primary_ip".to_owned();
    let view = portal.design_import_map(request.clone()).await.unwrap();
    assert_eq!((view.imported, view.corrected, view.refused), (0, 2, 1));
    let said: Vec<_> = view
        .rows
        .iter()
        .map(|row| (row.number, row.remarks[0].code.as_str()))
        .collect();
    assert_eq!(
        said,
        [(3, "unknown-town"), (2, "town-found"), (4, "town-found")]
    );
    let brought = portal.design_import_apply(request).await.unwrap();
    let before = design.clone();
    let edits = brought
        .endpoints
        .into_iter()
        .map(|endpoint| Edit::AddEndpoint {
            endpoint: Box::new(endpoint),
            at: None,
            connections: Vec::new(),
        });
    let undo = Edit::Batch {
        edits: edits.collect(),
    }
    .apply(&mut design)
    .unwrap();
    assert_eq!(design.endpoints[before.endpoints.len() + 1].label, "=1+1");
    undo.apply(&mut design).unwrap();
    assert_eq!(design, before);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_a_reason_and_changes_nothing() {
    let (world, portal, design) = stage().await;
    for (content, code, value) in [
        (&b"a,b\n\"c"[..], "unclosed-quote", "2"),
        (b"<kml>", "xml", "5"),
        (b"PK\x03\x04", "damaged", ""),
        (
            b"{\"format\": \"mpvpn-design\", \"version\": 9}",
            "later-version",
            "9",
        ),
        (b"", "empty", ""),
    ] {
        let view = chosen(&world, &portal, &design.id, content).await;
        let refused = view.refused.unwrap();
        assert_eq!(
            (refused.code.as_str(), refused.value.as_str()),
            (code, value)
        );
        assert_eq!((view.opened, view.table), (None, None));
    }
    assert_eq!(portal.design_list(Empty {}).await.unwrap().len(), 1);
    assert_eq!(
        portal.core.design(design.id.clone()).await.unwrap().design,
        design
    );
}

#[tokio::test]
async fn requests_go_out_without_token_and_secret() {
    let (_world, portal, design) = stage().await;
    for format in [DesignFormat::Curl, DesignFormat::Http] {
        let path = exported(&portal, &design.id, format).await;
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains("$TOKEN") && !text.contains(SECRET));
        assert!(text.contains("/assessment") && text.contains("/networks"));
        // The bodies are those that the operator's strict reader takes.
        let bodies: Vec<&str> = text.split("\n{\n").skip(1).collect();
        let bodies = if bodies.is_empty() {
            text.split("'{\n").skip(1).collect()
        } else {
            bodies
        };
        assert_eq!(bodies.len(), 2);
        for (body, is_order) in bodies.into_iter().zip([false, true]) {
            let body = format!("{{\n{}\n}}", body.split("\n}").next().unwrap());
            let pattern = camara::request::Pattern::Either;
            let is_taken = if is_order {
                camara::request::parse::<camara::request::NetworkCreate>(body.as_bytes(), pattern)
                    .is_ok()
            } else {
                camara::request::parse::<camara::request::AssessmentRequest>(
                    body.as_bytes(),
                    pattern,
                )
                .is_ok()
            };
            assert!(is_taken, "{body}");
        }
    }
}

#[tokio::test]
async fn a_picture_and_a_design_without_connections() {
    let (_world, portal, design) = stage().await;
    let svg =
        std::fs::read_to_string(exported(&portal, &design.id, DesignFormat::Svg).await).unwrap();
    assert!(svg.contains(&design.endpoints[0].label));
    let empty = Design::empty(DesignId::from_random(2), "???");
    let id = portal.core.add_design(empty).await.unwrap().design.id;
    let request = DesignExportRequest {
        id: id.clone(),
        format: DesignFormat::Curl,
    };
    assert_eq!(
        portal.design_export(request).await.unwrap_err().code,
        ErrorCode::InvalidInput
    );
    assert!(
        exported(&portal, &id, DesignFormat::Csv)
            .await
            .ends_with("exports/design.csv")
    );
}
