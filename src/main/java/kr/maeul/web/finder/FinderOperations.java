package kr.maeul.web.finder;

import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Operation;

/** What is asked of the finder, and how it is read and described. Stateless. */
public final class FinderOperations {
  /** What a question may hold, to which others add what they read. */
  public static final Members QUESTION = QuestionReader.MEMBERS;

  public static final Operation PROFILES =
      of("finderProfiles", "빈집 후보지 프로필", "Profiles of the vacant-house finder")
          .answering("프로필과 그 기준", "Profiles with their gates and criteria");
  public static final Operation RANKING =
      of("finder", "빈집 후보지 순위", "Vacant houses, ranked")
          .takes(FinderQuery.PARAMETERS)
          .answering("순위와 그 까닭", "The ranking and its reasons")
          .answers("finderRanking", RankingJson.schema());
  public static final Operation RANKING_BY_BODY =
      of("finderByBody", "빈집 후보지 순위 (그린 구역까지)", "Vacant houses, ranked, also by drawn areas")
          .reads(QUESTION.named("finderQuestion"))
          .answering("순위와 그 까닭", "The ranking and its reasons")
          .answers("finderRanking", RankingJson.schema());

  private FinderOperations() {}

  private static Operation of(String id, String ko, String en) {
    return Operation.of("finder", id, ko, en);
  }
}
