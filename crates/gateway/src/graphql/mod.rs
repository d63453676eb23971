//! The GraphQL face, over HTTP (`http`) and over a WebSocket (`socket`): what is asked is read, bounded and run in one place.

use std::sync::Arc;

use actix_web::{guard::fn_guard, web};
use async_graphql::{
    Context, Positioned, Request, Response, SchemaBuilder, ServerError,
    parser::types::{
        DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection,
    },
};
use domain::{Actor, Error, Locale, Reason};
use futures_util::{Stream, StreamExt};

mod activity;
mod answer;
mod asked;
mod child;
mod day;
mod documents;
mod family;
mod growth;
mod home;
mod http;
mod job;
mod limits;
mod loaders;
mod me;
mod measure;
mod media;
mod member;
mod messages;
mod milestone;
mod mutation;
mod notification;
mod nulls;
mod order;
mod outlook;
mod points;
mod query;
mod report;
mod rhythm;
mod socket;
mod subscription;
mod timer;
mod tokens;
mod variables;
mod words;

pub(crate) use media::Media;

use self::{answer::Answer, asked::Asked, documents::Documents, limits::Limits};
use crate::App;

/// The schema; `schema.graphql` at the root of the repository is its print-out.
pub type Schema =
    async_graphql::Schema<query::Query, mutation::Mutation, subscription::Subscriptions>;

/// Builds the schema. It holds no data: each request brings its own.
#[must_use]
pub fn schema() -> Schema {
    build().finish()
}

fn build() -> SchemaBuilder<query::Query, mutation::Mutation, subscription::Subscriptions> {
    Schema::build(query::Query, mutation::Mutation::default(), subscription::Subscriptions)
}

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/graphql")
            .route(web::get().guard(fn_guard(socket::is_upgrade)).to(socket::open))
            .route(web::get().guard(fn_guard(http::is_browser)).to(http::explore))
            .route(web::get().to(http::get))
            .route(web::post().to(http::post))
            .default_service(web::to(http::only_get_and_post)),
    );
}

/// What runs operations.
pub(crate) struct Graph {
    app: Arc<App>,
    schema: Schema,
    documents: Documents,
}

/// An operation that may be run.
struct Operation {
    request: Request,
    document: Arc<ExecutableDocument>,
    name: Option<String>,
    /// What it is, if the document has it.
    kind: Option<OperationType>,
}

impl Graph {
    pub(crate) fn new(app: Arc<App>) -> Self {
        let introspection = app.settings.introspection;
        // A refusal that suggests what might be meant names what may not be looked at.
        let schema = if introspection { build() } else { build().disable_suggestions() };
        let documents = Documents::new(Limits { introspection });
        Self { schema: schema.finish(), documents, app }
    }

    /// Reads what is asked.
    ///
    /// # Errors
    /// If the document cannot be read or costs too much, if its hash is not known, or if its variables do not fit.
    async fn prepare(
        &self,
        asked: Asked,
        actor: Actor,
        locale: Locale,
    ) -> Result<Operation, ServerError> {
        let Asked { source, operation: name, variables } = asked;
        let document = self.documents.read(&source, &variables).await.map_err(answer::refusal)?;
        let document = document.ok_or_else(answer::unknown_hash)?;
        let chosen = operation(&document, name.as_deref());
        if let Some(chosen) = chosen {
            variables::check(chosen, &variables).map_err(answer::refusal)?;
            one_field(chosen).map_err(answer::refusal)?;
        }
        let kind = chosen.map(|chosen| chosen.ty);
        let mut request = Request::new("")
            .data(self.app.clone())
            .data(loaders::Loaders::new(&self.app, &actor))
            .data(actor)
            .data(locale);
        let mut parsed = ExecutableDocument::clone(&document);
        variables::leave_out(&mut parsed, name.as_deref(), &variables);
        request.set_parsed_query(parsed);
        request.variables = variables;
        request.operation_name.clone_from(&name);
        Ok(Operation { request, document, name, kind })
    }

    /// Runs a query or a mutation.
    async fn run(&self, operation: Operation) -> Answer {
        let Operation { request, document, name, .. } = operation;
        arranged(self.schema.execute(request).await, &document, name.as_deref())
    }

    /// Runs a subscription.
    fn stream(&self, operation: Operation) -> impl Stream<Item = Answer> + Unpin + use<> {
        let Operation { request, document, name, .. } = operation;
        let responses = self.schema.execute_stream(request);
        responses.map(move |response| arranged(response, &document, name.as_deref()))
    }
}

/// What the library found, in the order in which it was asked for.
fn arranged(mut response: Response, document: &ExecutableDocument, name: Option<&str>) -> Answer {
    nulls::fill(&mut response, document, name);
    let Answer { errors, data } = Answer::found(response);
    Answer { errors, data: data.map(|data| order::arrange(data, document, name)) }
}

/// A subscription is to one thing (GraphQL, 5.2.4.1 Single Root Field), and the library would leave out the others.
fn one_field(operation: &OperationDefinition) -> domain::Result<()> {
    let fields = &operation.selection_set.node.items;
    match (operation.ty, fields.as_slice()) {
        (OperationType::Subscription, [Positioned { node: Selection::Field(field), .. }])
            if !field.node.name.node.starts_with("__") =>
        {
            Ok(())
        }
        (OperationType::Subscription, _) => Err(Error::invalid("query", Reason::OneField)),
        _ => Ok(()),
    }
}

/// The operation of this name; without one, the only one there is.
fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a OperationDefinition> {
    let found = match (&document.operations, name) {
        (DocumentOperations::Single(only), None) => Some(only),
        (DocumentOperations::Multiple(all), Some(name)) => all.get(name),
        (DocumentOperations::Multiple(all), None) if all.len() == 1 => all.values().next(),
        _ => None,
    };
    found.map(|operation| &operation.node)
}

/// The app behind a document.
fn app<'a>(ctx: &Context<'a>) -> async_graphql::Result<&'a App> {
    Ok(ctx.data::<Arc<App>>()?)
}
