package kr.maeul.houses.finder;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kr.maeul.houses.finder.profile.Profiles;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.FinderRefusedException;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.load.FeatureLoads;

/**
 * Ranks vacant houses. Houses are read through the caller's view, one at a time, and kept as a few
 * numbers each; what they are near to is kept in memory between questions while nothing is written
 * to it. Safe for use by several threads; more than {@link #MOST_AT_ONCE} rankings wait for each
 * other.
 */
public final class Finder {
  static final int MOST_AT_ONCE = 2;
  private static final int LONGEST_WAIT_SECONDS = 20;

  private final Profiles profiles;
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Neighbourhoods neighbourhoods;
  private final LoadedFiles files;
  private final Clock clock;
  private final int mostHouses;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   */
  public Finder(
      Profiles profiles, LayerCatalog layers, FeatureStore store, FeatureLoads loads, Clock clock) {
    this(profiles, layers, store, loads, clock, Ranking.MOST_HOUSES);
  }

  /**
   * @param mostHouses that one question looks at
   */
  Finder(
      Profiles profiles,
      LayerCatalog layers,
      FeatureStore store,
      FeatureLoads loads,
      Clock clock,
      int mostHouses) {
    this.files = new LoadedFiles(loads);
    this.mostHouses = mostHouses;
    this.profiles = profiles;
    this.layers = layers;
    this.store = store;
    this.neighbourhoods = new Neighbourhoods(layers, store);
    this.clock = clock;
  }

  public Profiles profiles() {
    return profiles;
  }

  /**
   * Ranks the houses that a question asks about.
   *
   * @param audience as whom the caller sees the layers; planners alone may ask
   * @throws FinderRefusedException if there are too many houses, or too many questions
   * @throws kr.maeul.db.request.DatabaseException if the database fails
   */
  public Ranking rank(Audience audience, FinderQuestion question) {
    if (audience != Audience.PLANNER) {
      throw new IllegalArgumentException("the finder is for planners");
    }
    enter();
    try {
      return builder(audience, question).build(clock.instant());
    } finally {
      places.release();
    }
  }

  /**
   * The same for all houses, however many: they are told of some at a time.
   *
   * @param reader reads to the end while the ranking holds its place, so it should not wait for
   *     anybody
   * @throws FinderRefusedException if there are too many houses, or too many questions
   * @throws IOException if the reader does
   */
  public void rankAll(Audience audience, FinderQuestion question, WholeRanking.Reader reader)
      throws IOException {
    if (audience != Audience.PLANNER) {
      throw new IllegalArgumentException("the finder is for planners");
    }
    enter();
    try {
      reader.read(new WholeRanking(builder(audience, question), clock.instant()));
    } finally {
      places.release();
    }
  }

  private RankingBuilder builder(Audience audience, FinderQuestion question) {
    View view = layers.viewFor(audience, question.profile().layer().id()).orElseThrow();
    Neighbourhoods.Around around = neighbourhoods.of(question.profile(), audience);
    LocalDate today = LocalDate.ofInstant(clock.instant(), TownZone.ID);
    HouseReader.Read read =
        new HouseReader(store, view, question, around, today, mostHouses).read();
    return new RankingBuilder(question, read, around, files, () -> new HouseNames(store, view));
  }

  private void enter() {
    try {
      if (places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new FinderRefusedException(
        FinderRefusedException.Reason.BUSY,
        new Text(
            "후보지를 찾는 요청이 몰려 있습니다. 잠시 뒤 다시 해 보세요.",
            "too many rankings are being made; try again in a moment"));
  }
}
