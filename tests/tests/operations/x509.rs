//! Cases of the tag X.509 Authentication.

use atlas_client::models::UserCert;

use crate::case::{Case, case};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!(
            "listDatabaseUserCertificates",
            |c, g| { c.x509_authentication().list_database_user_certificates(g.text("groupId"), g.text("username")) },
            |r| r
                .include_count(g.flag("includeCount"))
                .items_per_page(g.number("itemsPerPage"))
                .page_num(g.number("pageNum"))
        ),
        case!("createDatabaseUserCertificate", |c, g| {
            let body = g.body::<UserCert>();
            c.x509_authentication().create_database_user_certificate(g.text("groupId"), g.text("username"), body)
        }),
        case!("disableCustomerManagedX509", |c, g| {
            c.x509_authentication().disable_customer_managed_x509(g.text("groupId"))
        }),
    ]
}
