package io.gpmcworker.gpmc.directory.ldap;

import io.gpmcworker.policy.backup.AccountResolver.Account;
import io.gpmcworker.policy.security.Sid;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts that were found lately, for all operations on a domain: the same few groups are in
 * the descriptor of every GPO. Windows keeps the names of SIDs for longer (ten minutes, {@code
 * LsaLookupCacheRefreshTime}). That there is no account is not kept: it may be made at any moment.
 */
final class KnownAccounts {

  private static final long KEPT = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 10_000;

  private record Found(Account account, long at) {}

  private final Map<Sid, Found> accounts = new ConcurrentHashMap<>();

  Optional<Account> get(Sid sid) {
    return Optional.ofNullable(accounts.get(sid))
        .filter(found -> System.nanoTime() - found.at() < KEPT)
        .map(Found::account);
  }

  void add(Sid sid, Account account) {
    if (accounts.size() >= MOST) {
      accounts.clear();
    }
    accounts.put(sid, new Found(account, System.nanoTime()));
  }
}
