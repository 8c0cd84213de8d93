"""OpenAI batch lines on stdin, Bedrock records by LiteLLM's own batch transformation on stdout.

Beside bench/translate-process.ts, which runs it; says on stderr, as JSON, how many CPU seconds had gone before the first
line, and how many at the end.
"""

import json
import resource
import sys

from litellm.llms.bedrock.files.transformation import BedrockFilesConfig


def cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


model = sys.argv[1]
transform = BedrockFilesConfig()._transform_openai_jsonl_content_to_bedrock_jsonl_content
transform([{"custom_id": "first", "url": "/v1/chat/completions", "body": {"model": model, "messages": [{"role": "user", "content": "Hello"}]}}])
started = cpu_seconds()
lines = [json.loads(line) for line in sys.stdin]
for line in lines:
    line["body"]["model"] = model
for record in transform(lines):
    sys.stdout.write(json.dumps(record) + "\n")
sys.stdout.flush()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"started": started, "seconds": cpu_seconds(), "megabytes": peak / 1000}), file=sys.stderr)
