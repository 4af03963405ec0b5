//! What a maintainer is told: by `regenerate` after each kind of change, and by the script of the weekly workflow.

mod checkout;

use std::fs;
use std::process::Command;

use checkout::{Copy, edit, release, run_script};
use xtask::regenerate::{self, Request};

/// What `regenerate` says after edits of the last release's document.
#[track_caller]
fn told(edits: &[(&str, &str)], expected: &[&str]) {
    let copy = Copy::new();
    if !release(copy.folder.path(), "v0.1.0") {
        return;
    }
    for (from, to) in edits {
        edit(&copy.workspace.spec(), from, to);
    }
    let said = copy.write();
    for line in expected {
        assert!(said.contains(line), "no {line:?} in:\n{said}");
    }
    let again = copy.write();
    assert!(again.contains(&format!("since the last release: {}", expected[0])), "{again}");
}

const LIST: &str = "operationId: listDatabaseUsers";

#[test]
fn operation_is_new() {
    let path = "  /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}:\n";
    let new = "  /api/atlas/v2/groups/{groupId}/databaseUserCount:\n    get:\n      summary: Count the users\n      tags: [Database Users]\n      \
               operationId: countDatabaseUsers\n      parameters:\n        - $ref: '#/components/parameters/groupId'\n      responses:\n        \
               '200':\n          description: The count.\n          content:\n            application/vnd.atlas.2025-03-12+json:\n              \
               schema:\n                type: integer\n";
    told(
        &[(path, &format!("{new}{path}"))],
        &[
            "minor (0.1.0 → 0.1.1): 1 additive",
            "database_users::count_database_users is new: `GET /api/atlas/v2/groups/{groupId}/databaseUserCount`",
        ],
    );
}

#[test]
fn field_is_renamed() {
    told(
        &[("        collectionName:\n", "        collection:\n")],
        &[
            "minor (0.1.0 → 0.1.1): 1 additive, 1 documentation",
            "DatabaseUserRole::collection is new",
            "DatabaseUserRole::collection_name is not in the document any more; the field stays [wire]",
        ],
    );
}

#[test]
fn enum_value_is_gone() {
    told(
        &[("            - backup\n", "")],
        &[
            "patch (0.1.0 → 0.1.1): 1 documentation",
            "DatabaseUserRoleRoleName::Backup is not in the document any more; the variant stays",
        ],
    );
}

#[test]
fn parameter_becomes_required() {
    told(
        &[(
            "    includeCount:\n      name: includeCount\n      in: query\n",
            "    includeCount:\n      name: includeCount\n      in: query\n      required: true\n",
        )],
        &[
            "major (0.1.0 → 0.2.0): 7 breaking",
            "database_users::list_database_users takes (group_id: String, include_count: bool) instead of (group_id: String)",
        ],
    );
}

#[test]
fn operation_moves_to_a_newer_version() {
    let old = "            application/vnd.atlas.2023-01-01+json:\n              x-xgen-version: '2023-01-01'\n              schema:\n                $ref: '#/components/schemas/PaginatedApiAtlasDatabaseUserView'\n";
    let new = old.replace("2023-01-01", "2025-03-12");
    told(
        &[(old, &format!("{new}{old}"))],
        &[
            "major (0.1.0 → 0.2.0): 1 breaking",
            "database_users::list_database_users calls version 2025-03-12 instead of 2023-01-01 [wire]",
        ],
    );
}

#[test]
fn first_release_has_no_version_to_raise() {
    let copy = Copy::new();
    edit(&copy.workspace.spec(), LIST, &format!("{LIST}\n      deprecated: true"));
    let said = copy.write();
    assert!(said.contains("patch: 1 documentation"), "{said}");
    assert!(said.contains("database_users::list_database_users is deprecated"), "{said}");
    assert!(!copy.write().contains("patch"), "nothing changed since");
}

#[test]
fn two_runs_before_a_release() {
    let copy = Copy::new();
    if !release(copy.folder.path(), "v0.1.0") {
        return;
    }
    edit(&copy.workspace.spec(), "            - backup\n", "");
    copy.write();
    edit(&copy.workspace.spec(), LIST, &format!("{LIST}\n      deprecated: true"));
    let said = copy.write();
    assert!(said.contains("\npatch: 1 documentation"), "what this run did: {said}");
    assert!(said.contains("since the last release: patch (0.1.0 → 0.1.1): 2 documentation"), "{said}");
}

#[test]
fn shapes_taken_since_a_release() {
    let copy = Copy::new();
    if !release(copy.folder.path(), "v0.1.0") {
        return;
    }
    let required = "      description: A database role and where it counts for the user.\n      required:\n";
    edit(&copy.workspace.spec(), required, &format!("{required}        - collectionName\n"));
    let changes = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.env("CARGO_MANIFEST_DIR", copy.folder.path().join("xtask")).args(["changes", "--all"]);
        String::from_utf8(command.output().expect("a run").stdout).expect("text")
    };
    let broken = "DatabaseUserRole::collection_name is String instead of Option<String>";
    assert!(!changes().contains(broken), "the lock keeps the shape");
    let request = Request { reshape: true, ..Request::default() };
    let plan = regenerate::plan(&copy.workspace, &request).expect("our document is valid");
    plan.owned.write(false).expect("a write");
    let said = changes();
    assert!(said.starts_with("major (0.1.0 → 0.2.0)") && said.contains(broken), "{said}");
}

#[cfg(unix)]
#[test]
fn weekly_script_writes_a_report() {
    let copy = Copy::new();
    if !release(copy.folder.path(), "v0.1.0") {
        return;
    }
    let theirs = copy.folder.path().join("theirs.yaml");
    let text = fs::read_to_string(copy.workspace.spec()).expect("text");
    fs::write(&theirs, text.replace(LIST, &format!("{LIST}\n      deprecated: true"))).expect("a write");
    edit(&copy.workspace.spec(), "            - backup\n", "");
    let (script, report) = (copy.workspace.root().join(".ci/weekly"), copy.folder.path().join("report.md"));
    let output = run_script(copy.workspace.root(), &script, &[&report, &theirs], &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = fs::read_to_string(report).expect("a report");
    for line in [
        "**Version:** patch (0.1.0 → 0.1.1): 1 documentation",
        "`DatabaseUserRoleRoleName::Backup` is not in the document any more",
        "`database_users::list_database_users` is deprecated",
        "version 2023-01-01 -> no newer version",
    ] {
        assert!(report.contains(line), "no {line:?} in:\n{report}");
    }
}
