//! One API under the base path of each version.

use axum::http::{Method, StatusCode};
use operator_sandbox::BASE_PATHS;

use crate::{
    published::{assessment_example, create_example},
    world::{Call, World},
};

/// A call under another base path than the usual one.
fn call(world: &World, method: Method, path: &str) -> Call {
    Call::new(method, path).header("authorization", &format!("Bearer {}", world.token))
}

#[tokio::test]
async fn each_version_is_served_and_its_links_stay_in_it() {
    assert_eq!(
        BASE_PATHS,
        [
            "/multi-point-vpn/vwip",
            "/multi-point-vpn/v0.1alpha1",
            "/multi-point-vpn/v0.1",
        ]
    );
    let world = World::new().await;
    for base in BASE_PATHS {
        let assess = call(&world, Method::POST, &format!("{base}/assessment"));
        let answer = world.send(assess.json(&assessment_example())).await;
        assert_eq!(answer.status, StatusCode::OK, "{base}");
        let create = call(&world, Method::POST, &format!("{base}/networks"));
        let created = world.send(create.json(&create_example())).await;
        assert_eq!(created.status, StatusCode::CREATED, "{base}");
        let id = created.json()["serviceId"].as_str().unwrap().to_owned();
        let location = format!("http://127.0.0.1:9091{base}/networks/{id}");
        assert_eq!(created.header("location"), location);
        let path = location.strip_prefix("http://127.0.0.1:9091").unwrap();
        let read = world.send(call(&world, Method::GET, path)).await;
        assert_eq!(read.json(), created.json(), "{base}");
    }
}

#[tokio::test]
async fn a_network_of_one_version_is_there_in_the_others() {
    let world = World::new().await;
    let id = world.ordered().await;
    for base in BASE_PATHS {
        let read = call(&world, Method::GET, &format!("{base}/networks/{id}"));
        assert_eq!(world.send(read).await.status, StatusCode::OK, "{base}");
    }
    for base in [
        "/multi-point-vpn/v0.2",
        "/multi-point-vpn",
        "/multi-point-vpn/v0.1.0",
    ] {
        let read = call(&world, Method::GET, &format!("{base}/networks/{id}"));
        world.send(read).await.assert_error(404, "NOT_FOUND");
    }
}
