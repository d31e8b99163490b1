package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.ldap.LdapEndpoint;
import java.nio.file.Path;

/**
 * Where a domain is and how to reach it.
 *
 * @param name the name that commands use
 * @param dnsName the domain's DNS name, such as {@code corp.example}
 * @param ldap its domain controller
 * @param sysvol the folder that holds {@code <dnsName>/Policies}
 */
public record DirectoryDomainSettings(
    String name, String dnsName, LdapEndpoint ldap, Path sysvol) {}
