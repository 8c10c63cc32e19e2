package kr.maeul.web.route;

import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.web.ogc.openapi.RouteOperations;

/** Who may use a route. Every route has one; what a caller then sees is decided by the view. */
public enum Access {
  ANYONE,
  /** Anyone who has signed in, whatever their roles. */
  SIGNED_IN,
  /** Anyone who has signed in themselves; no program with a token. */
  IN_PERSON,
  /**
   * Anyone who has a session, even one that is for nothing but setting up a second factor: ending
   * it, and that.
   */
  IN_SESSION,
  /** Those who change features: staff and planners, each what their view shows. */
  EDITORS,
  STAFF,
  /**
   * Those who decide on contributions: staff, and planners on what only planners see. A program
   * needs a token for that even to read them: names and addresses of contributors are in them.
   */
  REVIEWERS,
  PLANNERS,
  /**
   * Planners who have signed in themselves, for what is known of owners: no program reads it, and
   * no stolen token.
   */
  PLANNERS_IN_PERSON,
  ADMINS;

  public boolean admits(Caller caller) {
    return switch (this) {
      case ANYONE -> true;
      case SIGNED_IN -> caller.isSignedIn();
      case EDITORS -> isOfTheDesk(caller);
      case REVIEWERS -> isOfTheDesk(caller) && caller.may(Scope.REVIEW);
      case IN_PERSON -> caller.may(Scope.ACCOUNT);
      case IN_SESSION -> caller.may(Scope.SESSION);
      case STAFF -> caller.has(Role.STAFF);
      case PLANNERS -> caller.has(Role.PLANNER);
      case PLANNERS_IN_PERSON -> caller.has(Role.PLANNER) && caller.may(Scope.ACCOUNT);
      case ADMINS -> caller.has(Role.ADMIN) && caller.may(Scope.ACCOUNT);
    };
  }

  /** Whether what such a route answers is for the people who work with the layers. */
  public boolean isDesk() {
    return switch (this) {
      case EDITORS, STAFF, REVIEWERS, PLANNERS, PLANNERS_IN_PERSON -> true;
      case ANYONE, SIGNED_IN, IN_PERSON, IN_SESSION, ADMINS -> false;
    };
  }

  /** What a token must be for to change something by such a route. */
  public Scope scopeToChange() {
    return switch (this) {
      case IN_PERSON, PLANNERS_IN_PERSON, ADMINS -> Scope.ACCOUNT;
      case IN_SESSION -> Scope.SESSION;
      case REVIEWERS -> Scope.REVIEW;
      default -> Scope.WRITE;
    };
  }

  /** By what somebody shows that they may. */
  public RouteOperations.Means means() {
    return switch (this) {
      case ANYONE -> RouteOperations.Means.NONE;
      case IN_PERSON, IN_SESSION, PLANNERS_IN_PERSON, ADMINS -> RouteOperations.Means.SESSION;
      case SIGNED_IN, EDITORS, STAFF, REVIEWERS, PLANNERS -> RouteOperations.Means.SESSION_OR_TOKEN;
    };
  }

  private static boolean isOfTheDesk(Caller caller) {
    return caller.has(Role.STAFF) || caller.has(Role.PLANNER);
  }
}
