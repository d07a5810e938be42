//! Commands: what a file brings to a design, seen before it is brought.

use std::sync::Arc;

use contract::{
    DesignRequest, ImportColumn, ImportMapRequest, ImportOpenView, ImportRemark, ImportRow,
    ImportView, ImportedView,
};
use design_files::{
    Content, Field, FileError, Import, LONGEST_FILE, Mapping, RowResult, RowState, Table, judge,
    read, read_design,
};
use model::{Design, DesignId};
use tokio::task::spawn_blocking;

use crate::{errors::Failure, gazetteer::Atlas, portal::Core, random};

/// How many rows are shown.
const MOST_SHOWN: usize = 500;
/// What a file may be called.
const ENDINGS: &[&str] = &["json", "csv", "txt", "xlsx", "geojson", "kml", "kmz"];

impl Core {
    pub(crate) async fn design_import_open(
        &self,
        request: DesignRequest,
    ) -> Result<ImportOpenView, Failure> {
        let Some(file) = self.chosen_file(ENDINGS, LONGEST_FILE as u64).await? else {
            return Ok(ImportOpenView::default());
        };
        let id = DesignId::from_random(random::bits()?);
        let read = spawn_blocking(move || match read(&file)? {
            Content::Design(text) => read_design(&text, id).map(Chosen::Design),
            Content::Table(table) => Ok(Chosen::Table(table)),
        });
        let read = read
            .await
            .map_err(|_| Failure::Internal("reading the file was interrupted"))?;
        match read {
            Err(error) => Ok(ImportOpenView {
                refused: Some(refusal(&error)),
                ..ImportOpenView::default()
            }),
            Ok(Chosen::Design(design)) => {
                let view = self.add_design(design).await?;
                Ok(ImportOpenView {
                    opened: Some(view.design.id),
                    ..ImportOpenView::default()
                })
            }
            Ok(Chosen::Table(table)) => {
                let table = Arc::new(table);
                *self.imported.lock().await = Some(Arc::clone(&table));
                let mapping = Mapping::guess(&table);
                let import = self
                    .judged(request.id, Arc::clone(&table), mapping.clone())
                    .await?;
                Ok(ImportOpenView {
                    table: Some(view(&table, &mapping, import)),
                    ..ImportOpenView::default()
                })
            }
        }
    }

    pub(crate) async fn design_import_map(
        &self,
        request: ImportMapRequest,
    ) -> Result<ImportView, Failure> {
        let (table, mapping) = self.mapped(&request).await?;
        let import = self
            .judged(request.id, Arc::clone(&table), mapping.clone())
            .await?;
        Ok(view(&table, &mapping, import))
    }

    pub(crate) async fn design_import_apply(
        &self,
        request: ImportMapRequest,
    ) -> Result<ImportedView, Failure> {
        let (table, mapping) = self.mapped(&request).await?;
        let import = self.judged(request.id, table, mapping).await?;
        *self.imported.lock().await = None;
        Ok(ImportedView {
            endpoints: import.endpoints,
            changed_endpoints: import.changed_endpoints,
            connections: import.connections,
            changed_connections: import.changed_connections,
        })
    }

    /// The rows of the chosen file, under what the person says that the columns are.
    async fn mapped(&self, request: &ImportMapRequest) -> Result<(Arc<Table>, Mapping), Failure> {
        let table = self.imported.lock().await.clone();
        let table = table.ok_or(Failure::NotFound("file"))?;
        let fields = request.fields.iter().map(|word| Field::named(word));
        let mapping = Mapping(fields.collect());
        if mapping.0.len() != table.columns.len() {
            return Err(Failure::Input(
                "Each column has a field or none.".to_owned(),
            ));
        }
        Ok((table, mapping))
    }

    /// What the rows bring to the design as it is on disk.
    async fn judged(
        &self,
        id: DesignId,
        table: Arc<Table>,
        mapping: Mapping,
    ) -> Result<Import, Failure> {
        let design = self.design(id).await?.design;
        let mut atlas = Atlas::new(Arc::clone(&self.gazetteer));
        let first = random::bits()?;
        let judged = spawn_blocking(move || {
            let mut next = first;
            let mut new_id = || {
                next = next.wrapping_add(1);
                next
            };
            judge(&table, &mapping, &design, &mut atlas, &mut new_id)
        });
        judged
            .await
            .map_err(|_| Failure::Internal("reading the rows was interrupted"))
    }
}

/// What a person has chosen.
enum Chosen {
    Design(Design),
    Table(Table),
}

fn refusal(error: &FileError) -> ImportRemark {
    ImportRemark {
        code: error.code().to_owned(),
        value: error.value(),
    }
}

fn view(table: &Table, mapping: &Mapping, import: Import) -> ImportView {
    let count = |state| u32::try_from(import.count(state)).unwrap_or(u32::MAX);
    let columns = table.columns.iter().zip(&mapping.0).enumerate();
    let columns = columns.map(|(at, (name, field))| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let example = cells
            .map(|cell| model::plain_text(cell, 40))
            .find(|cell| !cell.is_empty());
        ImportColumn {
            name: name.clone(),
            example: example.unwrap_or_default(),
            field: field.map(Field::as_str).unwrap_or_default().to_owned(),
        }
    });
    let (columns, fields) = (
        columns.collect(),
        Field::ALL.map(|field| field.as_str().to_owned()),
    );
    let (imported, corrected, refused) = (
        count(RowState::Imported),
        count(RowState::Corrected),
        count(RowState::Refused),
    );
    let mut rows = import.rows;
    rows.sort_by_key(|row| match row.state() {
        RowState::Refused => 0,
        RowState::Corrected => 1,
        RowState::Imported => 2,
    });
    rows.truncate(MOST_SHOWN);
    ImportView {
        format: table.format.as_str().to_owned(),
        columns,
        fields: fields.to_vec(),
        imported,
        corrected,
        refused,
        rows: rows.into_iter().map(row).collect(),
    }
}

fn row(result: RowResult) -> ImportRow {
    let state = result.state().as_str().to_owned();
    let remarks = result.remarks.into_iter().map(|remark| ImportRemark {
        code: remark.code.as_str().to_owned(),
        value: remark.value,
    });
    ImportRow {
        number: u32::try_from(result.number).unwrap_or(u32::MAX),
        name: result.name,
        state,
        remarks: remarks.collect(),
    }
}
