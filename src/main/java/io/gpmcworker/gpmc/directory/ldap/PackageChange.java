package io.gpmcworker.gpmc.directory.ldap;

import io.gpmcworker.policy.backup.DirectoryObject;
import java.util.Optional;

/**
 * What becomes of a package that a GPO holds.
 *
 * @param place its name below the half that it is in: {@code CN={…},CN=Packages,CN=Class Store}
 * @param wanted what it shall be; empty if it goes
 */
public record PackageChange(String place, Optional<DirectoryObject> wanted) {}
