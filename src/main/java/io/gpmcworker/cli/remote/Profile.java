package io.gpmcworker.cli.remote;

import java.net.URI;
import java.util.Optional;

/**
 * A worker, and what is meant where a command line does not say.
 *
 * @param url of the worker, without {@code /api/v1}
 * @param credential who asks; empty where nobody is asked
 * @param domain the domain by default
 * @param backupStore the backup store by default
 */
public record Profile(
    URI url,
    Optional<Credential> credential,
    Optional<String> domain,
    Optional<String> backupStore) {}
