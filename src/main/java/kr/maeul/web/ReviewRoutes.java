package kr.maeul.web;

import io.javalin.http.HandlerType;
import java.time.Clock;
import java.util.List;
import kr.maeul.config.Settings;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.Media;
import kr.maeul.people.People;
import kr.maeul.review.MediaAttachments;
import kr.maeul.review.Review;
import kr.maeul.review.Reviewers;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.sql.Database;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.vault.Vault;
import kr.maeul.web.review.ContributionHandlers;
import kr.maeul.web.review.DeskHandlers;

/** The routes of contributions and of the review desk. None is answered from memory. */
final class ReviewRoutes {
  private static final String CONTRIBUTIONS = "/api/contributions";
  private static final String MINE = CONTRIBUTIONS + "/mine";
  private static final String SUBMISSIONS = "/api/submissions";
  private static final String SUBMISSION = SUBMISSIONS + "/{id}";

  private final ContributionHandlers contributions;
  private final DeskHandlers desk;

  /** Adds a route. */
  interface Router {
    void add(HandlerType method, String template, Access access, Action action);
  }

  /**
   * @param people null where there are no accounts
   */
  ReviewRoutes(LayerCatalog layers, Review review, People people) {
    this.contributions = new ContributionHandlers(layers, review.contributions(), review.links());
    this.desk = new DeskHandlers(layers, review.desk(), people);
  }

  /** Contributions as the settings want them. */
  static Review open(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      SqlFeatureEdits edits,
      Media media,
      Database database,
      Vault vault,
      People people,
      Clock clock) {
    return Review.open(
        layers,
        store,
        edits,
        edits,
        new MediaAttachments(media),
        database,
        vault,
        settings.review(),
        people == null ? Reviewers.UNKNOWN : () -> reviewers(people),
        clock);
  }

  private static List<Reviewers.Reviewer> reviewers(People people) {
    return people.accounts().all().stream()
        .filter(account -> !account.isDisabled())
        .map(a -> new Reviewers.Reviewer(a.id(), a.login(), a.name(), a.roles()))
        .toList();
  }

  void add(Router routes) {
    routes.add(HandlerType.GET, "/api/consents", Access.ANYONE, contributions::consents);
    routes.add(
        HandlerType.GET, CONTRIBUTIONS + "/form/{layer}", Access.ANYONE, contributions::form);
    routes.add(HandlerType.POST, CONTRIBUTIONS, Access.ANYONE, contributions::submit);
    routes.add(HandlerType.POST, CONTRIBUTIONS + "/preview", Access.ANYONE, contributions::preview);
    routes.add(HandlerType.POST, CONTRIBUTIONS + "/media", Access.ANYONE, contributions::upload);
    routes.add(HandlerType.GET, MINE, Access.ANYONE, contributions::mine);
    routes.add(HandlerType.PATCH, MINE, Access.ANYONE, contributions::change);
    routes.add(HandlerType.DELETE, MINE, Access.ANYONE, contributions::withdraw);
    routes.add(HandlerType.GET, SUBMISSIONS, Access.REVIEWERS, desk::list);
    routes.add(HandlerType.GET, SUBMISSIONS + "/counts", Access.REVIEWERS, desk::counts);
    routes.add(HandlerType.GET, SUBMISSION, Access.REVIEWERS, desk::detail);
    routes.add(HandlerType.GET, SUBMISSION + "/contact", Access.REVIEWERS, desk::contact);
    routes.add(HandlerType.GET, SUBMISSION + "/reviewers", Access.REVIEWERS, desk::reviewers);
    routes.add(HandlerType.POST, SUBMISSION + "/ask", Access.REVIEWERS, desk::ask);
    routes.add(HandlerType.POST, SUBMISSION + "/approve", Access.REVIEWERS, desk::approve);
    routes.add(HandlerType.POST, SUBMISSION + "/refuse", Access.REVIEWERS, desk::refuse);
    routes.add(HandlerType.POST, SUBMISSION + "/take-down", Access.REVIEWERS, desk::takeDown);
    routes.add(HandlerType.POST, SUBMISSION + "/assign", Access.REVIEWERS, desk::assign);
    routes.add(HandlerType.POST, SUBMISSION + "/comment", Access.REVIEWERS, desk::comment);
  }
}
