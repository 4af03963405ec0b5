//! What setters take for a property that can be left out.

/// A value for a property of type `T` that can be left out: whatever converts into `T`, or an `Option` of it.
///
/// ```
/// # #[cfg(feature = "database-users")] {
/// use atlas_client::models::CloudDatabaseUser;
///
/// let description: Option<&str> = None;
/// let user = CloudDatabaseUser::default().with_username("david").with_description(description);
/// # }
/// ```
///
/// `Kind` is [`Plain`] or [`Optional`], which the compiler finds by itself.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a value for a property of type `{T}`")]
pub trait IntoField<T, Kind> {
    /// The value, or nothing to leave the property out.
    fn into_field(self) -> Option<T>;
}

/// A value as such.
#[derive(Debug)]
pub enum Plain {}

/// An `Option` of a value.
#[derive(Debug)]
pub enum Optional {}

impl<T, V: Into<T>> IntoField<T, Plain> for V {
    fn into_field(self) -> Option<T> {
        Some(self.into())
    }
}

impl<T, V: Into<T>> IntoField<T, Optional> for Option<V> {
    fn into_field(self) -> Option<T> {
        self.map(Into::into)
    }
}
