package io.gpmcworker.gpmc.directory.ldap;

/**
 * Who the worker is to the directory, by simple bind (RFC 4513 5.1.3).
 *
 * @param name distinguished name or user principal name
 * @param password never written anywhere
 */
public record LdapBind(String name, String password) {
  @Override
  public String toString() {
    return "LdapBind[name=" + name + ", password=***]";
  }
}
