//! The life of batch jobs with the AWS SDK for Rust, as ../../README.md lists it, against whatever the environment points to.

mod jobs;
mod objects;

use std::error::Error;

use aws_config::BehaviorVersion;
use jobs::Jobs;
use objects::Objects;

pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

macro_rules! steps {
    ($($name:literal => $run:expr),+ $(,)?) => {{
        let mut count = 0;
        $(println!("{}", $name); $run.await?; count += 1;)+
        count
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let http = aws_smithy_http_client::Builder::new().build_http();
    let settings = aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await;
    let objects = Objects::new("made-by-rust", &settings);
    let mut jobs = Jobs::new(&objects, &settings);
    let count = steps! {
        "a bucket is made" => objects.make_bucket(),
        "objects of odd keys come back" => objects.try_odd_keys(),
        "a large object goes up in parts" => objects.upload_in_parts(),
        "a job is created and completes" => jobs.complete(),
        "a job is stopped" => jobs.stop(),
        "jobs are listed" => jobs.list(),
        "tags are read and changed" => jobs.change_tags(),
        "output is downloaded" => jobs.download_output(),
        "what cannot be is an error of its own" => jobs.see_errors(),
        "everything is removed" => objects.remove_all(),
    };
    println!("passed: AWS SDK for Rust {}, {count} steps", aws_sdk_bedrock::meta::PKG_VERSION);
    Ok(())
}
