package kr.maeul.cli;

import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.ShownPrinter;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.FeatureLoads.Left;
import kr.maeul.store.load.FeatureLoads.Share;
import kr.maeul.store.load.FeatureLoads.Undone;
import kr.maeul.store.load.LoadRecord;

/** Tells people what undoing a load does, or did, and what to do about what is left. */
final class UndonePrinter {
  private final Console console;

  UndonePrinter(Console console) {
    this.console = console;
  }

  /** What would be; other loads that are to be taken back before this one come first. */
  void preview(Undone undone) {
    LoadRecord load = undone.undone();
    if (!undone.later().isEmpty()) {
      long first = undone.later().get(0).load();
      console.say(
          "먼저 되돌릴 것이 있습니다. "
              + changed(undone.later()).ko()
              + ". 먼저: maeul loads undo "
              + first
              + ", 그다음: maeul loads undo "
              + load.number(),
          "Take back another load first: "
              + changed(undone.later()).en()
              + ". maeul loads undo "
              + first
              + ", and then maeul loads undo "
              + load.number());
    }
    head(load, "을 되돌리면:", "taken back, this would be");
    counts(undone);
    left(undone);
  }

  /** What was done, and how the rest is. */
  void done(Undone undone) {
    LoadRecord load = undone.undone();
    head(load, "을 되돌렸습니다:", "is taken back");
    counts(undone);
    left(undone);
    if (!undone.later().isEmpty()) {
      long first = undone.later().get(0).load();
      console.say(
          "  남은 것까지 되돌리려면: maeul loads undo "
              + first
              + ", 그다음 다시 maeul loads undo "
              + load.number(),
          "to take back what is left, too: maeul loads undo "
              + first
              + ", and then again maeul loads undo "
              + load.number());
    }
    for (Share more : undone.more()) {
      console.say(
          "  앞서 되돌린 "
              + more.load()
              + "번에서 그때 남은 "
              + more.features()
              + "개를 이제 되돌릴 수 있습니다: maeul loads undo "
              + more.load(),
          "what was left of load "
              + more.load()
              + " ("
              + more.features()
              + ") can be taken back now: maeul loads undo "
              + more.load());
    }
    String again =
        "maeul loads undo "
            + undone.result().number()
            + undone.earlier().stream()
                .map(n -> ", maeul loads undo " + n)
                .collect(Collectors.joining());
    console.say(
        "일괄 등록 " + undone.result().number() + "번으로 남았습니다. 다시 넣으려면: " + again,
        "This is load " + undone.result().number() + "; to have it again: " + again);
  }

  private void head(LoadRecord load, String ko, String en) {
    console.say(
        load.number()
            + "번 "
            + LoadsCommand.file(load)
            + " → "
            + load.layer()
            + " ("
            + LoadsCommand.TIME.format(load.ended())
            + ")"
            + ko,
        en);
  }

  private void counts(Undone undone) {
    var r = undone.result();
    console.say(
        "  다시 넣음 " + r.inserted() + ", 전 값으로 " + r.updated() + ", 휴지통으로 " + r.deleted(),
        "put back "
            + r.inserted()
            + ", as before "
            + r.updated()
            + ", into the bin "
            + r.deleted());
    ShownPrinter.print(console, undone.effects());
    if (undone.ofUndone() > 0) {
      console.say(
          "  다시 넣는 것 가운데 " + undone.ofUndone() + "개는 이미 되돌린 일괄 등록이 넣었던 것입니다.",
          undone.ofUndone()
              + (undone.ofUndone() == 1 ? " of those put back was" : " of those put back were")
              + " brought by a load that is undone itself");
    }
  }

  /** What people did is told one by one, what other loads did by their numbers. */
  private void left(Undone undone) {
    if (undone.leftFeatures() == 0) {
      return;
    }
    console.say(
        "  그 뒤에 달라졌거나 딸린 기록이 있어 그대로 두는 것 " + undone.leftFeatures() + "개:",
        undone.leftFeatures()
            + (undone.leftFeatures() == 1 ? " is left as it is" : " are left as they are")
            + ", wholly or in part:");
    if (!undone.later().isEmpty()) {
      console.say("    " + changed(undone.later()).ko(), changed(undone.later()).en());
    }
    List<Left> byPeople = undone.left().stream().filter(l -> l.by() == null).toList();
    for (Left left : byPeople) {
      console.say("    " + left(left).ko(), left(left).en());
    }
    if (undone.left().stream().anyMatch(l -> l.reason() == FeatureLoads.Reason.IN_USE)) {
      console.say(
          "    딸린 기록을 지우거나, 그것을 넣은 일괄 등록을 먼저 되돌리면 남은 것도 되돌릴 수 있습니다.",
          "once what is kept beside them is gone, or the load that brought it is undone, so can these be");
    }
    boolean isCut = undone.left().size() < undone.leftFeatures();
    if (isCut && byPeople.size() == undone.left().size()) {
      console.say("    … (앞의 것만 보임)", "the first are shown");
    }
  }

  private static Text changed(List<Share> later) {
    return new Text(
        later.stream()
            .map(s -> s.load() + "번 일괄 등록이 그 뒤에 " + s.features() + "개를 바꾸었습니다")
            .collect(Collectors.joining(", ")),
        later.stream()
            .map(s -> "load " + s.load() + " changed " + s.features() + " of them since")
            .collect(Collectors.joining(", ")));
  }

  private static Text left(Left left) {
    String id = left.id() == null ? "" : left.id() + ": ";
    String values = String.join(", ", left.properties());
    return switch (left.reason()) {
      case EDITED ->
          values.isEmpty()
              ? new Text(id + "그 뒤에 고쳤습니다", id + "worked on since")
              : new Text(id + "그 뒤에 고친 값 " + values, id + "changed since: " + values);
      case REMOVED -> new Text(id + "그 뒤에 지웠습니다", id + "removed since");
      case THERE_AGAIN -> new Text(id + "같은 id가 다시 있습니다", id + "there is one of that id again");
      case IN_USE ->
          new Text(
              id
                  + "딸린 기록이 있습니다: "
                  + left.uses().stream().map(Text::ko).collect(Collectors.joining(", ")),
              id
                  + "something is kept beside it: "
                  + left.uses().stream().map(Text::en).collect(Collectors.joining(", ")));
      case FORGOTTEN ->
          new Text("휴지통에서 이미 지워진 것은 되돌릴 수 없습니다", "what the bin has forgotten cannot be put back");
    };
  }
}
