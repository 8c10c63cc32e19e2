package kr.maeul.people.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;

/** How times and roles stand in the tables of this package. */
public final class AccountColumns {
  private AccountColumns() {}

  /** As precise as both databases keep it. */
  public static OffsetDateTime now(Clock clock) {
    return at(clock.instant());
  }

  public static OffsetDateTime at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(RowView row, String column) {
    OffsetDateTime time = row.getColumn(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static String text(RowView row, String column) {
    return row.getColumn(column, String.class);
  }

  public static String roles(Collection<Role> roles) {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
  }

  public static Set<Role> roles(String words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : words.split(",")) {
      Role.ofWord(word).ifPresent(roles::add);
    }
    return roles;
  }

  public static String scopes(Collection<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(","));
  }

  public static Set<Scope> scopes(String words) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : words.split(",")) {
      Scope.ofWord(word).ifPresent(scopes::add);
    }
    return scopes;
  }
}
