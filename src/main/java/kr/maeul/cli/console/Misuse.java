package kr.maeul.cli.console;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in both languages. Stateless. */
public final class Misuse {
  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, long.class, Integer.class, Long.class);

  private Misuse() {}

  /** What is wrong; what a command says by itself is said already, and comes as it is. */
  public static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched()).toString();
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing).toString();
    }
    if (e instanceof OverwrittenOptionException twice) {
      String name = name(twice.getOverwritten());
      return new Text(Particle.OBJECT.after(name) + " 두 번 주었습니다.", name + " is given twice.")
          .toString();
    }
    boolean isNumber = e.getArgSpec() != null && NUMBERS.contains(e.getArgSpec().type());
    return isNumber && e.getValue() != null
        ? value(e.getArgSpec(), e.getValue()).toString()
        : e.getMessage();
  }

  private static Text unmatched(List<String> words) {
    String all = words.stream().map(w -> "\"" + w + "\"").collect(Collectors.joining(", "));
    boolean isOption = !words.isEmpty() && words.get(0).startsWith("-");
    return new Text(
        (isOption ? "모르는 옵션입니다: " : "모르는 명령이거나 남는 값입니다: ") + all,
        (isOption ? "Unknown option: " : "Unknown command, or one value too many: ") + all);
  }

  private static Text missing(MissingParameterException e) {
    String names = e.getMissing().stream().map(Misuse::name).collect(Collectors.joining(", "));
    return new Text("꼭 있어야 하는 것이 없습니다: " + names, "Missing: " + names);
  }

  /** Numbers are all that is read of words; what else is taken, commands look at themselves. */
  private static Text value(ArgSpec arg, String value) {
    String name = name(arg);
    return new Text(
        name + "에는 정수를 적습니다. 적은 값: \"" + value + "\"",
        name + " takes a whole number, not \"" + value + "\"");
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }
}
