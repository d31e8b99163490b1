package io.gpmcworker.gpmc.directory.ldap;

import io.gpmcworker.policy.gpo.GpoSide;

/**
 * A package as it stands in the directory before it is changed or taken out.
 *
 * @param half where it is
 * @param place its name below that half
 * @param ldif its attributes in LDIF (RFC 2849)
 */
public record PackageSnapshot(GpoSide half, String place, String ldif) {}
