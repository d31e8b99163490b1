package io.gpmcworker.operation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.event.EventData.FieldError;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFieldsTest {

  private final ObjectNode object = JsonNodeFactory.instance.objectNode();
  private final ObjectFields fields = new ObjectFields(object, "");

  private List<FieldError> errors() {
    return catchThrowableOfType(InvalidFieldsException.class, fields::finish).errors();
  }

  @Test
  void whatIsRightIsReadAndNothingIsThrown() {
    object.put("name", "a").put("flag", true).putObject("inner").put("deep", "b");

    assertThat(fields.required("name", Function.identity())).contains("a");
    assertThat(fields.optional("absent", Function.identity())).isEmpty();
    assertThat(fields.flag("flag")).isTrue();
    assertThat(fields.flag("otherFlag")).isFalse();
    ObjectFields inner = fields.object("inner");
    assertThat(inner.required("deep", Function.identity())).contains("b");
    inner.refuseOthers();
    fields.refuseOthers();
    assertThatCode(fields::finish).doesNotThrowAnyException();
  }

  @Test
  void everyErrorIsToldAtOnceEachUnderItsPath() {
    object.put("name", 1).put("flag", "yes").put("odd", 1).putObject("inner").put("deep", true);

    fields.required("name", Function.identity());
    fields.required("missing", Function.identity());
    fields.flag("flag");
    fields.object("inner").required("deep", Function.identity());
    fields.refuseOthers();

    assertThat(errors())
        .containsExactly(
            new FieldError("name", "must be a string, not a number"),
            new FieldError("missing", "is missing"),
            new FieldError("flag", "must be true or false, not a string"),
            new FieldError("inner.deep", "must be a string, not a truth value"),
            new FieldError("odd", "is unknown; the fields here are flag, inner, missing, name"));
  }

  @Test
  void nullIsTheSameAsAbsent() {
    object.putNull("name").putNull("flag").putNull("inner");

    assertThat(fields.optional("name", Function.identity())).isEmpty();
    assertThat(fields.flag("flag")).isFalse();
    assertThat(fields.given("name")).isFalse();
    fields.object("inner").refuseOthers();
    fields.refuseOthers();

    assertThatCode(fields::finish).doesNotThrowAnyException();
  }

  @Test
  void anObjectThatIsNoneIsToldOnce() {
    object.putArray("inner");

    fields.object("inner").optional("deep", Function.identity());

    assertThat(errors())
        .containsExactly(new FieldError("inner", "must be an object, not an array"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\ud800", "a\udc00", "\udc00\ud800"})
  void textThatIsNoTextIsRefused(String text) {
    object.put("name", text);

    fields.required("name", Function.identity());

    assertThat(errors())
        .containsExactly(new FieldError("name", "holds a character that is no valid text"));
  }

  @Test
  void textBeyondTheBasicPlaneIsText() {
    object.put("name", "𝔤𝔭𝔬");
    assertThat(fields.required("name", Function.identity())).contains("𝔤𝔭𝔬");
  }

  @Test
  void aConversionsRefusalIsTheFieldsError() {
    object.put("name", "x");

    fields.required(
        "name",
        text -> {
          throw new IllegalArgumentException("must be y");
        });

    assertThat(errors()).containsExactly(new FieldError("name", "must be y"));
  }

  @Test
  void manyErrorsAreCutAndTheirNumberIsTold() {
    for (int n = 0; n < 10_000; n++) {
      object.put("field" + n, n);
    }

    fields.refuseOthers();

    InvalidFieldsException refused =
        catchThrowableOfType(InvalidFieldsException.class, fields::finish);
    assertThat(refused.errors()).hasSize(InvalidFieldsException.MOST_ERRORS);
    assertThat(refused).hasMessageEndingWith("and 9980 more");
    assertThat(refused.getMessage()).hasSizeLessThan(4_000);
  }

  @Test
  void aLongFieldNameIsShortened() {
    object.put("n".repeat(100_000), 1);

    fields.refuseOthers();

    assertThat(errors().getFirst().field()).hasSizeLessThan(100);
  }
}
