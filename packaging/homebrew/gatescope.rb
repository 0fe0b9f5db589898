cask "gatescope" do
  version "{{version}}"
  sha256 "{{sha256 mac-universal.dmg}}"

  url "https://github.com/gatescope/gatescope/releases/download/v#{version}/Gatescope-#{version}-mac-universal.dmg"
  name "Gatescope"
  desc "Shows the gates of a recurrent network that reads handwritten digits"
  homepage "https://github.com/gatescope/gatescope"

  livecheck do
    url :url
    strategy :github_latest
  end

  app "Gatescope.app"

  zap trash: [
    "~/Library/Application Support/Gatescope",
    "~/Library/Logs/Gatescope",
    "~/Library/Preferences/io.github.gatescope.plist",
    "~/Library/Saved Application State/io.github.gatescope.savedState",
  ]
end
