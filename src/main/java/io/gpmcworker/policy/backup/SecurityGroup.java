package io.gpmcworker.policy.backup;

/**
 * A principal that a GPO names, in its DACL or in its settings: what a migration table is filled
 * from. A principal that could not be resolved has only its SID or only its name; the other texts
 * are empty.
 *
 * @param fromDacl whether the GPO's own DACL names it
 * @param sid the SID's string form
 * @param samAccountName the account name
 * @param type the kind of account
 * @param netBiosDomainName its domain's NetBIOS name
 * @param dnsDomainName its domain's DNS name
 * @param upn its user principal name
 */
public record SecurityGroup(
    boolean fromDacl,
    String sid,
    String samAccountName,
    Type type,
    String netBiosDomainName,
    String dnsDomainName,
    String upn) {

  /** The kind of account, as Backup.xml and migration tables name it. */
  public enum Type {
    User,
    Computer,
    LocalGroup,
    GlobalGroup,
    UniversalGroup,
    Unknown
  }
}
