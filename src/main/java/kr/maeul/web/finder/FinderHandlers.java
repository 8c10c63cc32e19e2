package kr.maeul.web.finder;

import java.io.IOException;
import kr.maeul.houses.finder.Finder;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.request.Exchange;

/** The finder's routes. Safe for use by several threads. */
public final class FinderHandlers {
  private final Finder finder;
  private final FinderRequests requests;

  /**
   * @param store as callers see it
   */
  public FinderHandlers(Finder finder, LayerCatalog layers, FeatureStore store) {
    this.finder = finder;
    this.requests = new FinderRequests(finder, layers, store);
  }

  /** {@code GET /api/finder}: which profiles there are. */
  public void profiles(Exchange e) throws IOException {
    e.sendUncached(RankingJson.profiles(finder.profiles(), e.lang()));
  }

  /** {@code GET /api/finder/{profile}}. */
  public void get(Exchange e) throws IOException {
    Profile profile = requests.profile(e.pathParam("profile"));
    answer(e, requests.ofQuery(e.audience(), profile, e.query()), true);
  }

  /** {@code POST /api/finder/{profile}}. */
  public void post(Exchange e) throws IOException {
    Profile profile = requests.profile(e.pathParam("profile"));
    answer(
        e,
        requests.ofBody(
            e.audience(),
            profile,
            FinderOperations.RANKING_BY_BODY.whole(e),
            FinderOperations.RANKING_BY_BODY.members()),
        false);
  }

  private void answer(Exchange e, FinderQuestion question, boolean isQuery) throws IOException {
    Ranking ranking = finder.rank(e.audience(), question);
    e.sendUncached(
        RankingJson.withLinks(RankingJson.ranking(ranking, e.lang()), e, ranking, isQuery));
  }
}
