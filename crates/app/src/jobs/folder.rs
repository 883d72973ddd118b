//! `closerun new`, `verify` and `register`: the jobs that look after folders.

use crate::cli::{Cli, DEFAULT_COMPARE, DEFAULT_OUT, DEFAULT_RUN, DEFAULT_WHATIF, Format};
use crate::page::{Answer, Page};
use anyhow::Result;
use lab::argument::registered;
use lab::error::LabError;
use lab::load::{Origin, load};
use lab::store;
use lab::trials::{Ask, Depth};
use serde_json::json;
use std::path::Path;

/// Writes the small case.
pub(crate) fn new(dir: &Path) -> Result<Answer> {
    let files: Vec<(String, Vec<u8>)> = lab::load::template()
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    store::write_new(dir, &files)?;
    // It must be a case that checks itself; if not, the program is broken and says so now.
    load(Origin::Folder(dir))?;
    let mut page = Page::default();
    page.wrapped(
        "",
        &format!(
            "A small invented case stands in {}. Every file says at its head what it holds.",
            dir.display()
        ),
    );
    page.push("");
    page.push(&format!(
        "  closerun check --case {} --out {}",
        dir.display(),
        dir.join("out").display()
    ));
    Ok(Answer::of(page.0))
}

/// The folder to verify: the one that was named, or else the one that a job wrote without --out.
fn stored(named: Option<&Path>) -> Result<&Path> {
    if let Some(named) = named {
        return Ok(named);
    }
    let known = [DEFAULT_OUT, DEFAULT_RUN, DEFAULT_WHATIF, DEFAULT_COMPARE].map(Path::new);
    let there = known
        .into_iter()
        .find(|folder| folder.join(store::manifest::NAME).is_file());
    there.ok_or_else(|| {
        LabError::disk(
            "nothing to verify",
            "verify",
            format!("no {DEFAULT_OUT}, {DEFAULT_RUN}, {DEFAULT_WHATIF} or {DEFAULT_COMPARE} in this folder"),
            "a folder that `closerun check`, `run`, `whatif` or `compare` wrote",
            "closerun verify FOLDER",
        )
        .into()
    })
}

/// Checks the files of a stored run and runs it again.
pub(crate) fn verify(cli: &Cli, named: Option<&Path>) -> Result<Answer> {
    let folder = stored(named)?;
    let case = load(cli.case.as_deref().map_or(Origin::Embedded, Origin::Folder))?;
    let rerun = |manifest: &serde_json::Value| -> Result<String, LabError> {
        if manifest["job"] == store::manifest::RUN {
            return lab::simulate::again(&case, manifest, cli.threads);
        }
        if manifest["job"] == store::manifest::WHATIF {
            return lab::whatif::again(&case, manifest, cli.threads);
        }
        if manifest["job"] == store::manifest::COMPARE {
            return lab::whatif::several::again(&case, manifest, cli.threads);
        }
        if manifest["job"] == store::manifest::LOOPS {
            return lab::loops::files::again(&case, manifest, cli.threads);
        }
        if manifest["job"] == store::manifest::CLOSE {
            return lab::close::files::again(&case, manifest, cli.threads);
        }
        if manifest["job"] == store::manifest::INFER {
            return lab::infer::again(&case, manifest, cli.threads);
        }
        let full = store::manifest::full(manifest);
        let ask = Ask {
            replicates: store::manifest::replicates(manifest),
            depth: if full { Depth::Full } else { Depth::All },
            ensemble: store::manifest::ensemble(manifest),
        };
        Ok(lab::run::check_asked(&case, cli.threads, ask)?.digest)
    };
    let verification = lab::verify::verify(folder, &case.inputs, &rerun)?;
    let text = if cli.format == Format::Json {
        let whole = json!({ "same": verification.is_same(), "stored_digest": verification.stored_digest,
            "new_digest": verification.new_digest, "missing": verification.missing, "changed": verification.changed,
            "folder": folder.display().to_string(), "other_inputs": verification.other_inputs });
        format!("{}\n", serde_json::to_string_pretty(&whole)?)
    } else {
        let mut page = Page::default();
        if named.is_none() {
            page.wrapped("", &format!("The result in {}.", folder.display()));
        }
        for line in verification.lines() {
            page.wrapped("", &line);
        }
        page.0
    };
    Ok(Answer {
        text,
        is_no: !verification.is_same(),
    })
}

/// Writes the register of a case in a folder.
pub(crate) fn register(cli: &Cli) -> Result<Answer> {
    let Some(dir) = cli.case.as_deref() else {
        return Err(LabError::disk(
            "nothing to register into",
            "register",
            "no --case",
            "closerun register --case DIR",
            "the case inside the program cannot be changed by the program",
        )
        .into());
    };
    let case = load(Origin::Folder(dir))?;
    let text = registered::render(
        &case.base,
        case.claims
            .iter()
            .map(|claim| (claim, case.predicates(&claim.id))),
    );
    store::replace_file(&dir.join("claims").join("registered.toml"), text.as_bytes())?;
    Ok(Answer::of(format!(
        "{} claims registered in {}\n",
        case.claims.len(),
        dir.join("claims/registered.toml").display()
    )))
}
