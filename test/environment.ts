// Runs before each test file.

// CDK validates every template that it synthesizes, which takes longer than all else in a test. It is switched on again where
// its findings are looked at: in test/src/cdk-nag.test.ts.
process.env.CDK_VALIDATION = 'false';

// The handler runs on Node 24; that its SDK will want Node 22 one day says nothing about a test on Node 20.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
