//! The region of a cloud, chosen from the catalogue.

use leptos::prelude::*;
use model::CloudRegion;

use crate::{
    components::{CollectAny, Field},
    state::design::use_design,
    t,
};

/// A native select of all regions, by provider; choosing none leaves label and place to be
/// typed.
#[component]
pub(super) fn RegionField() -> impl IntoView {
    let state = use_design();
    let fields = state.forms.endpoint();
    let toasts = state.document.toasts();
    state.forms.load_regions(move |error| toasts.error(error));
    let regions = state.forms.regions();
    let choose = move |key: String| {
        let region = regions
            .with_untracked(|regions| regions.iter().find(|region| region.key() == key).cloned());
        match region {
            Some(region) => fields.choose_region(&region),
            None => fields.region.set(String::new()),
        }
    };
    view! {
        <Field id="endpoint-region" label=t!("endpoint-region")>
            <span class="input input-select">
                <select
                    id="endpoint-region"
                    data-testid="endpoint-region"
                    on:change=move |event| choose(event_target_value(&event))
                >
                    <option value="" prop:selected=move || fields.region.with(String::is_empty)>
                        {t!("endpoint-region-none")}
                    </option>
                    {move || regions.with(|regions| by_provider(regions)).into_iter().map(|(provider, regions)| {
                        view! {
                            <optgroup label=provider>
                                {regions
                                    .into_iter()
                                    .map(|region| {
                                        let key = region.key();
                                        let value = key.clone();
                                        view! {
                                            <option
                                                value=value
                                                prop:selected=move || fields.region.with(|chosen| *chosen == key)
                                            >
                                                {t!("endpoint-region-option", code = region.code, city = region.city)}
                                            </option>
                                        }
                                    })
                                    .collect_any()}
                            </optgroup>
                        }
                    }).collect_any()}
                </select>
                <span class="input-arrow" aria-hidden="true"></span>
            </span>
        </Field>
    }
}

/// Regions under their providers, both in the order of the catalogue.
fn by_provider(regions: &[CloudRegion]) -> Vec<(String, Vec<CloudRegion>)> {
    let mut groups: Vec<(String, Vec<CloudRegion>)> = Vec::new();
    for region in regions {
        match groups
            .iter_mut()
            .find(|(provider, _)| *provider == region.provider)
        {
            Some((_, group)) => group.push(region.clone()),
            None => groups.push((region.provider.clone(), vec![region.clone()])),
        }
    }
    groups
}
