package kr.maeul.web.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kr.maeul.layer.text.Text;
import kr.maeul.people.log.AccessLog;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.BadRequestException.Fault;

/** What of the access log is wanted. For one thread. */
final class LogQuestion {
  private static final long MOST_LINES = 1000;
  private static final long DEFAULT_LINES = 100;

  static final ParameterTable<LogQuestion> PARAMETERS =
      ParameterTable.of(
          Parameter.time("from", 0, (asked, v) -> asked.from = v),
          Parameter.time("until", 1, (asked, v) -> asked.until = v),
          Parameter.text("account", (asked, v) -> asked.account = v),
          Parameter.text("layer", (asked, v) -> asked.layer = v),
          Parameter.word(
              "action",
              Stream.of(AccessLog.Action.values()).map(AccessLog.Action::word).toList(),
              (asked, v) -> asked.action = AccessLog.Action.ofWord(v).orElseThrow()),
          Parameter.number(
              "limit", 1, MOST_LINES, DEFAULT_LINES, (asked, v) -> asked.limit = v.intValue()),
          Parameter.number("after", 1, Long.MAX_VALUE, null, (asked, v) -> asked.after = v));

  private Instant from;
  private Instant until;
  private String account;
  private String layer;
  private AccessLog.Action action;
  private Long after;
  private int limit = (int) DEFAULT_LINES;

  /**
   * @throws BadRequestException with everything that is wrong
   */
  static AccessLog.Wanted read(Map<String, String> query) {
    LogQuestion asked = new LogQuestion();
    List<Fault> faults = PARAMETERS.faults(query, asked);
    if (asked.from != null && asked.until != null && !asked.from.isBefore(asked.until)) {
      faults.add(
          new Fault("until", new Text("until: from보다 뒤여야 합니다.", "until: must be after from")));
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return new AccessLog.Wanted(
        asked.from,
        asked.until,
        asked.account,
        asked.layer,
        asked.action,
        asked.after,
        asked.limit);
  }
}
