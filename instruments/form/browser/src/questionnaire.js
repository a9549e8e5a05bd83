// The questionnaire as SurveyJS runs it: our texts, our palette, none of its own buttons.
import { Model, surveyLocalization } from "survey-core";
import { renderSurvey } from "survey-js-ui";
import { TEXTS } from "./texts.js";

for (const [language, texts] of Object.entries(TEXTS)) surveyLocalization.locales[language] = texts.survey;

export function questionnaire(state, language) {
  surveyLocalization.defaultLocale = state.languages[0]; // in the form the original is called "default"
  const survey = new Model(state.survey);
  survey.locale = language;
  survey.showTitle = false;
  survey.showNavigationButtons = false;
  survey.showProgressBar = false;
  survey.showCompletePage = false;
  survey.showQuestionNumbers = "off";
  survey.autoFocusFirstQuestion = false;
  survey.widthMode = "responsive";
  survey.requiredMark = "*";
  survey.checkErrorsMode = "onNextPage";
  survey.textUpdateMode = "onTyping";
  survey.showPageTitles = false; // the page writes them itself, as headings that take focus
  survey.validateVisitedEmptyFields = false;
  survey.questionErrorLocation = "top";
  survey.data = structuredClone(state.answers ?? {});
  const clearable = (question) => {
    if (question.getType() === "radiogroup") question.showClearButton = !question.isEmpty();
  };
  survey.getAllQuestions().forEach(clearable);
  survey.onValueChanged.add((_, { question }) => question && clearable(question));
  return survey;
}

export const draw = (survey, place) => renderSurvey(survey, place);

export const sameAnswers = (one, other) => stable(one) === stable(other);

function stable(value) {
  if (Array.isArray(value)) return `[${value.map(stable)}]`;
  if (value && typeof value === "object") return `{${Object.keys(value).sort().map((key) => key + ":" + stable(value[key]))}}`;
  return JSON.stringify(value) ?? "";
}

// What was answered, as a person reads it: sections of [title, lines, question].
export function answered(survey) {
  return survey.visiblePages.map((page, at) => ({
    title: page.locTitle.renderedHtml,
    at,
    questions: page.questions
      .filter((question) => question.isVisible && question.hasInput)
      .map((question) => [plain(question.locTitle), shown(question), question]),
  }));
}

export const plain = (text) => text.textOrHtml ?? text.renderedHtml;

function shown(question) {
  if (question.isEmpty()) return [];
  if (question.getType() === "matrix") {
    return question.visibleRows
      .filter((row) => row.value != null)
      .map((row) => `${plain(row.item ? row.item.locText : row.locText)}: ${column(question, row.value)}`);
  }
  const value = question.displayValue;
  if (question.getType() === "checkbox" || question.getType() === "ranking") {
    return question.value.map((each) => plain(question.choices.find((choice) => choice.value === each).locText));
  }
  return String(value).split("\n");
}

const column = (question, value) => plain(question.columns.find((each) => each.value === value).locText);
