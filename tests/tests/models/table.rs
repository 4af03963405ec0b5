//! The models of the crate and the schemas they are made from.

use std::any::Any;
use std::fmt::Debug;

use conformance::document::Document;
use conformance::operation::operations;
use conformance::schema::{Kind, kind, shape};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// One model.
pub(crate) struct Model {
    /// Name of the Rust type.
    pub rust: &'static str,
    /// `Component`, `Component/property` for what is described in place, or `operation?parameter`.
    pub schema: &'static str,
    /// Whether all properties are optional, whatever the schema says: the body of a PATCH.
    pub is_patch: bool,
    /// The values that an enumeration knows.
    pub values: Option<&'static [&'static str]>,
    decode: fn(Value) -> Result<Decoded, String>,
    hold: fn(&str) -> Box<dyn Any>,
}

/// A decoded model.
pub(crate) struct Decoded {
    /// The model, encoded again.
    pub json: Value,
    /// The model as `{:?}` shows it.
    pub debug: String,
    /// The model as `{:#?}` shows it.
    pub pretty: String,
}

impl Model {
    /// Decodes `value` into the model.
    pub(crate) fn decode(&self, value: &Value) -> Result<Decoded, String> {
        (self.decode)(value.clone())
    }

    /// Decodes JSON text into the model and nothing else.
    pub(crate) fn hold(&self, json: &str) -> Box<dyn Any> {
        (self.hold)(json)
    }

    /// A schema that refers to the model's.
    pub(crate) fn schema(&self, document: &Document) -> Value {
        if let Some((id, name)) = self.schema.split_once('?') {
            let operation = operations(document, None).into_iter().find(|operation| operation.id == id);
            let parameters = operation.into_iter().flat_map(|operation| operation.parameters);
            let parameter = parameters.into_iter().find(|parameter| parameter.name == name);
            let parameter = parameter.unwrap_or_else(|| panic!("{}: no such parameter", self.schema));
            return element(document, &parameter.schema).clone();
        }
        if let Some((component, name)) = self.schema.split_once('/') {
            let shape = shape(document, document.schema(component));
            let property = shape.property(name).unwrap_or_else(|| panic!("{}: no such property", self.schema));
            return element(document, property).clone();
        }
        json!({ "$ref": format!("#/components/schemas/{}", self.schema) })
    }
}

/// The schema of the elements of a list, or else the schema itself.
pub(crate) fn element<'a>(document: &'a Document, schema: &'a Value) -> &'a Value {
    match kind(document, schema) {
        Kind::List(items) => items,
        _ => schema,
    }
}

fn decode<T: DeserializeOwned + Serialize + Debug>(value: Value) -> Result<Decoded, String> {
    let model: T = serde_json::from_value(value).map_err(|error| error.to_string())?;
    let json = serde_json::to_value(&model).map_err(|error| error.to_string())?;
    Ok(Decoded { json, debug: format!("{model:?}"), pretty: format!("{model:#?}") })
}

fn hold<T: DeserializeOwned + Any>(json: &str) -> Box<dyn Any> {
    Box::new(serde_json::from_str::<T>(json).unwrap_or_else(|error| panic!("{error}")))
}

/// Declares a list of models: `Type` for the schema of that name, `Type: "Schema"` for another one.
macro_rules! models {
    ($list:ident $values:ident: $($name:ident $(: $schema:literal)? $(, patch of $patched:literal)?;)*) => {
        fn $list() -> Vec<Model> {
            vec![$(Model {
                rust: stringify!($name),
                schema: [$($schema,)? $($patched,)? stringify!($name)][0],
                is_patch: [$(!$patched.is_empty(),)? false][0],
                values: $values!($name),
                decode: decode::<atlas_client::models::$name>,
                hold: hold::<atlas_client::models::$name>,
            }),*]
        }
    };
}

macro_rules! none {
    ($name:ident) => {
        None
    };
}

macro_rules! known {
    ($name:ident) => {
        Some(atlas_client::models::$name::VALUES)
    };
}

/// All models.
pub(crate) fn all() -> Vec<Model> {
    objects().into_iter().chain(enumerations()).collect()
}

models! {
    objects none:

    ApiKeyUserDetails;
    AzureConnection;
    CloudAccessRoleAssignment;
    CloudAppUser;
    CloudDatabaseUser;
    CloudDatabaseUserPatch, patch of "CloudDatabaseUser";
    ComponentLabel;
    ConfluentSaslInheritAuthentication;
    ConfluentUserInfoAuthentication;
    CreateAtlasOrganizationApiKey;
    CreateAtlasProjectApiKey;
    DataFederationTenantQueryLimit;
    DataFederationTenantQueryLimitPatch, patch of "DataFederationTenantQueryLimit";
    DatabaseInheritedRole;
    DatabasePermittedNamespaceResource;
    DatabasePrivilegeAction;
    DatabaseUserRole;
    DbRoleToExecute: "DBRoleToExecute";
    DbUserTlsX509Settings: "DBUserTLSX509Settings";
    LdapSecuritySettings: "LDAPSecuritySettings";
    LdapVerifyConnectivityJobRequest: "LDAPVerifyConnectivityJobRequest";
    LdapVerifyConnectivityJobRequestParams: "LDAPVerifyConnectivityJobRequestParams";
    LdapVerifyConnectivityJobRequestValidation: "LDAPVerifyConnectivityJobRequestValidation";
    Link;
    MeasurementsNonIndex;
    MetricDataPoint;
    MetricsMeasurement;
    PaginatedApiApiUserView;
    PaginatedApiAtlasDatabaseUserView;
    PaginatedApiUserAccessListResponseView;
    PaginatedUserCertView;
    SchemaRegistryAuthentication;
    StreamsAwsConnectionConfig: "StreamsAWSConnectionConfig";
    StreamsAwsKinesisDataStreamsConnection: "StreamsAWSKinesisDataStreamsConnection";
    StreamsAwsLambdaConnection: "StreamsAWSLambdaConnection";
    StreamsAzureBlobStorageConnection;
    StreamsClusterConnection;
    StreamsConnection;
    StreamsGcpConnectionConfig: "StreamsGCPConnectionConfig";
    StreamsGcpPubSubConnection: "StreamsGCPPubSubConnection";
    StreamsHttpsConnection;
    StreamsKafkaAuthentication;
    StreamsKafkaConnection;
    StreamsKafkaNetworking;
    StreamsKafkaNetworkingAccess;
    StreamsKafkaSecurity;
    StreamsPublicPrivateLinkNetworking;
    StreamsPublicPrivateLinkNetworkingAccess;
    StreamsS3Connection;
    StreamsSampleConnection;
    StreamsSchemaRegistryConnection;
    UpdateAtlasOrganizationApiKey;
    UpdateAtlasProjectApiKey;
    UpdateCustomDbRole: "UpdateCustomDBRole";
    UserAccessListRequest;
    UserAccessListResponse;
    UserAccessRoleAssignment;
    UserCert;
    UserCustomDbRole: "UserCustomDBRole";
    UserScope;
    UserSecurity;
    UserToDnMapping: "UserToDNMapping";
}

models! {
    enumerations known:

    CloudDatabaseUserAwsIamType: "CloudDatabaseUser/awsIAMType";
    CloudDatabaseUserDatabaseName: "CloudDatabaseUser/databaseName";
    CloudDatabaseUserLdapAuthType: "CloudDatabaseUser/ldapAuthType";
    CloudDatabaseUserOidcAuthType: "CloudDatabaseUser/oidcAuthType";
    CloudDatabaseUserX509Type: "CloudDatabaseUser/x509Type";
    CreateAtlasOrganizationApiKeyRoles: "CreateAtlasOrganizationApiKey/roles";
    CreateOneDataFederationQueryLimitLimitName: "createOneDataFederationQueryLimit?limitName";
    DataFederationTenantQueryLimitOverrunPolicy: "DataFederationTenantQueryLimit/overrunPolicy";
    DatabasePrivilegeActionAction: "DatabasePrivilegeAction/action";
    DatabaseUserRoleRoleName: "DatabaseUserRole/roleName";
    DbRoleToExecuteType: "DBRoleToExecute/type";
    GetMeasurementsMetrics: "getMeasurements?metrics";
    LdapVerifyConnectivityJobRequestStatus: "LDAPVerifyConnectivityJobRequest/status";
    LdapVerifyConnectivityJobRequestValidationStatus: "LDAPVerifyConnectivityJobRequestValidation/status";
    LdapVerifyConnectivityJobRequestValidationValidationType: "LDAPVerifyConnectivityJobRequestValidation/validationType";
    MeasurementsNonIndexGranularity: "MeasurementsNonIndex/granularity";
    MetricsMeasurementUnits: "MetricsMeasurement/units";
    SchemaRegistryAuthenticationType: "SchemaRegistryAuthentication/type";
    StreamsConnectionState: "StreamsConnection/state";
    StreamsConnectionType: "StreamsConnection/type";
    StreamsKafkaNetworkingAccessType: "StreamsKafkaNetworkingAccess/type";
    StreamsPublicPrivateLinkNetworkingAccessType: "StreamsPublicPrivateLinkNetworkingAccess/type";
    StreamsSchemaRegistryConnectionProvider: "StreamsSchemaRegistryConnection/provider";
    UpdateAtlasOrganizationApiKeyRoles: "UpdateAtlasOrganizationApiKey/roles";
    UserScopeType: "UserScope/type";
}
