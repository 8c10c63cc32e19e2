package kr.maeul.web;

import io.javalin.security.RouteRole;
import java.util.Set;
import kr.maeul.people.Caller;
import kr.maeul.people.Role;

/** Who may use a route. Every route has one; what a caller then sees is the view's affair. */
enum Access implements RouteRole {
  ANYONE,
  /** Whoever has signed in, whatever their roles. */
  SIGNED_IN,
  /** Those who change features: staff and planners, each what their view shows. */
  EDITORS,
  STAFF,
  /** Those who decide on contributions: staff, and planners on what only planners see. */
  REVIEWERS,
  PLANNERS,
  ADMINS;

  boolean admits(Caller caller) {
    return switch (this) {
      case ANYONE -> true;
      case SIGNED_IN -> caller.isSignedIn();
      case EDITORS, REVIEWERS -> hasAny(caller, Set.of(Role.STAFF, Role.PLANNER));
      case STAFF -> caller.has(Role.STAFF);
      case PLANNERS -> caller.has(Role.PLANNER);
      case ADMINS -> caller.has(Role.ADMIN);
    };
  }

  private static boolean hasAny(Caller caller, Set<Role> roles) {
    return roles.stream().anyMatch(caller::has);
  }
}
