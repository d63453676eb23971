//! Pages for people: Swagger UI, ReDoc, GraphiQL and the library, all of it served from the binary.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, LOCATION},
    web,
};
use domain::{Error, Thing};
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::{letters, resources};
use crate::error::Problem;

macro_rules! assets {
    ($($name:literal as $kind:literal),* $(,)?) => {
        &[$(($name, $kind, include_bytes!(concat!("../../assets/", $name, ".gz")).as_slice())),*]
    };
}

/// Name, type and gzipped content.
static ASSETS: &[(&str, &str, &[u8])] = assets![
    "redoc.js" as "text/javascript",
    "graphiql.js" as "text/javascript",
    "graphiql.css" as "text/css",
    "react.js" as "text/javascript",
    "react-dom.js" as "text/javascript",
];

const REDOC: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Maternal API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>body { margin: 0 }</style></head>
<body><redoc spec-url="/openapi.json" disable-search="false"></redoc><script src="/assets/redoc.js"></script></body></html>"#;

pub(crate) const GRAPHIQL: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Maternal GraphiQL</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/graphiql.css">
<style>html, body, #graphiql { height: 100%; margin: 0 }</style></head>
<body><div id="graphiql"></div>
<script src="/assets/react.js"></script><script src="/assets/react-dom.js"></script><script src="/assets/graphiql.js"></script>
<script>
const headers = '{\n  "Authorization": "Bearer <accessToken>"\n}';
const defaultQuery = `# Put an access token into the headers below, then press the button.
{
  families { id name children { id name age } members { name lastActive } }
}
`;
const fetcher = GraphiQL.createFetcher({ url: "/graphql", subscriptionUrl: location.origin.replace(/^http/, "ws") + "/graphql" });
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery, defaultHeaders: headers, defaultEditorToolsVisibility: "headers" }));
</script></body></html>"#;

/// Mounts the pages.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(docs)
        .service(redoc)
        .service(asset)
        .service(openapi)
        .service(letters::reset_password)
        .service(letters::verify_email)
        .service(resources::list)
        .service(resources::show)
        .service(SwaggerUi::new("/docs/{_:.*}").config(Config::from("/openapi.json")));
}

#[get("/docs")]
async fn docs() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, "/docs/")).finish()
}

/// The document that both pages show; one for all workers, as it is large.
#[get("/openapi.json")]
async fn openapi(document: web::Data<OpenApi>) -> HttpResponse {
    HttpResponse::Ok().json(document.as_ref())
}

#[get("/redoc")]
async fn redoc() -> HttpResponse {
    page(REDOC)
}

/// An HTML page.
pub(crate) fn page(html: &'static str) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html)
}

#[get("/assets/{name}")]
async fn asset(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asked = request.match_info().query("name");
    let found = ASSETS.iter().find(|(name, ..)| *name == asked);
    let (_, kind, content) = found.ok_or(Error::NotFound(Thing::File))?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, *kind))
        .insert_header((CONTENT_ENCODING, "gzip"))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .body(*content))
}
