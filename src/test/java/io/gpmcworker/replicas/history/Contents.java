package io.gpmcworker.replicas.history;

import java.util.Map;

/**
 * What GPOs and backups hold. A fingerprint stands for all files of a GPO.
 *
 * @param before fingerprint of each GPO when it began, by display name
 * @param after fingerprint of each GPO when all was quiet
 * @param versions the version of each GPO when all was quiet
 * @param prepared the backups that were there before it began, by id
 * @param stored fingerprint of each backup in the store when all was quiet, by id
 */
public record Contents(
    Map<String, String> before,
    Map<String, String> after,
    Map<String, Versions> versions,
    Map<String, Prepared> prepared,
    Map<String, String> stored) {

  /**
   * A backup that was made beforehand.
   *
   * @param gpo display name of its GPO
   */
  public record Prepared(String gpo, String fingerprint) {}

  /** A GPO's version number in gpt.ini and in the directory. */
  public record Versions(long gptIni, long directory) {}
}
