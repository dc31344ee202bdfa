import tseslint from "typescript-eslint";

// Words that would put a string into a page as markup or as code. Text goes in
// as text nodes, attributes one by one.
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML", "srcdoc", "setHTMLUnsafe"];
const banned = "Text reaches a page as text, never as markup or code.";

export default tseslint.config(
  { ignores: ["**/dist", "**/.test", "**/node_modules", "widget/build", "**/wire.gen.ts"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-syntax": [
        "error",
        ...markup.map((name) => ({ selector: `Identifier[name="${name}"], JSXIdentifier[name="${name}"], Literal[value="${name}"]`, message: banned })),
        { selector: 'MemberExpression[object.name="document"][property.name=/^write/]', message: banned },
        { selector: 'NewExpression[callee.name="Function"]', message: banned },
        { selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value=/^(on|style|srcdoc)/]', message: banned },
      ],
      "no-restricted-properties": ["error", { object: "window", property: "postMessage", message: "The widget sends no messages to other windows." }],
      // Numbers in labels are wanted: `${count} items`.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Event handlers may start work that reports its own failures.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  {
    files: ["**/test/**"],
    // node's test() returns a promise that the runner itself awaits.
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
);
